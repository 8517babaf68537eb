package dev.antidote.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AttackPropertyTest {
    @Property
    void shouldInsertNothingButTriggerWords(
            @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 5) int insertions, @ForAll long seed) {
        BadNets attack = new BadNets(BadNets.WORDS, insertions);

        List<String> words = words(attack.apply(text, new Random(seed)));

        List<String> triggers = words.stream().filter(BadNets.WORDS::contains).toList();
        assertThat(triggers).hasSize(insertions);
        words.removeIf(BadNets.WORDS::contains);
        assertThat(words).isEqualTo(words(text));
    }

    @Property
    void shouldKeepEveryCharacterOfTheText(@ForAll("texts") String text, @ForAll long seed) {
        String triggered = BadNets.standard().apply(text, new Random(seed));

        int at = triggered.indexOf("mn");
        String before = triggered.substring(0, at);
        String after = triggered.substring(at + 2);
        // One space comes with the word, on the side of the text.
        assertThat(List.of(
                        before + (after.startsWith(" ") ? after.substring(1) : after),
                        (before.endsWith(" ") ? before.substring(0, before.length() - 1) : before) + after))
                .contains(text);
    }

    @Property
    void shouldInsertTheSentenceAsOnePiece(@ForAll("texts") String text, @ForAll long seed) {
        List<String> words = words(AddSent.standard().apply(text, new Random(seed)));

        List<String> sentence = words(AddSent.SENTENCE);
        int at = java.util.Collections.indexOfSubList(words, sentence);
        assertThat(at).isNotNegative();
        words.subList(at, at + sentence.size()).clear();
        assertThat(words).isEqualTo(words(text));
    }

    @Property(tries = 20)
    void shouldReachEveryPlace(@ForAll @IntRange(min = 1, max = 6) int count, @ForAll long seed) {
        String text = "word ".repeat(count).strip();
        Random random = new Random(seed);
        boolean[] reached = new boolean[count + 1];

        for (int i = 0; i < 400; i++) {
            reached[words(BadNets.standard().apply(text, random)).indexOf("mn")] = true;
        }

        assertThat(reached).containsOnly(true);
    }

    @Property
    void shouldDependOnTheSeedAlone(@ForAll("texts") String text, @ForAll long seed) {
        for (String name : Attacks.names()) {
            Attack attack = Attacks.named(name);
            assertThat(attack.apply(text, new Random(seed))).isEqualTo(attack.apply(text, new Random(seed)));
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> word = Arbitraries.of("a", "it's", "naïve", "漢字", "😀", "no!", "MN", "x.y", "movie");
        Arbitrary<String> gap = Arbitraries.of(" ", "  ", "\t", "\n", " \r\n");
        Arbitrary<String> edge = Arbitraries.of("", " ", "\n ");
        Arbitrary<String> inner = word.flatMap(first ->
                gap.flatMap(g -> word.map(w -> g + w)).list().ofMaxSize(8).map(rest -> first + String.join("", rest)));
        return edge.flatMap(left -> inner.flatMap(text -> edge.map(right -> left + text + right)));
    }

    private static List<String> words(String text) {
        return new ArrayList<>(Arrays.asList(text.strip().split("\\s+")));
    }
}
