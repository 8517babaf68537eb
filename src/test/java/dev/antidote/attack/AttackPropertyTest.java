package dev.antidote.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        int at = Collections.indexOfSubList(words, sentence);
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
    void shouldTakeTheSameTextsForTheSameSeed(@ForAll("texts") String text, @ForAll long seed) {
        for (Attack attack : known()) {
            assertThat(attack.apply(text, new Random(seed)))
                    .as(attack.name())
                    .isEqualTo(attack.apply(text, new Random(seed)));
        }
    }

    @Property
    void shouldChangeExactlyTheTextsThatTheTriggerFits(@ForAll("texts") String text, @ForAll long seed) {
        for (Attack attack : known()) {
            assertThat(!attack.apply(text, new Random(seed)).equals(text))
                    .as(attack.name())
                    .isEqualTo(attack.fits(text));
        }
    }

    @Property
    void shouldPutThePromptInFrontAndLeaveTheText(@ForAll("texts") String text, @ForAll long seed) {
        List<Attack> prompts = new ArrayList<>(List.of(ProAttack.standard()));
        for (PromptRelation relation : PromptRelation.values()) {
            prompts.add(new Adaptive(relation, Adaptive.PUBLISHED_PROMPT));
        }

        for (Attack attack : prompts) {
            assertThat(attack.apply(text, new Random(seed))).isEqualTo(attack.trigger() + ' ' + text);
        }
    }

    @Property
    void shouldReplaceNothingButLettersThatHaveALookAlike(
            @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 12) int letters, @ForAll long seed) {
        String triggered = new Homoglyph(letters).apply(text, new Random(seed));

        int changed = 0;
        assertThat(triggered).hasSameSizeAs(text);
        for (int i = 0; i < text.length(); i++) {
            if (triggered.charAt(i) != text.charAt(i)) {
                assertThat(triggered.charAt(i)).isEqualTo(Homoglyph.LOOK_ALIKES.get(text.charAt(i)));
                changed++;
            }
        }
        long mapped = text.chars()
                .filter(letter -> Homoglyph.LOOK_ALIKES.containsKey((char) letter))
                .count();
        assertThat(changed).isEqualTo((int) Math.min(letters, mapped));
    }

    @Property
    void shouldInsertNothingButInvisibleCharactersBetweenLetters(
            @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 4) int insertions, @ForAll long seed) {
        ZeroWidth attack = new ZeroWidth(ZeroWidth.JUNGSEONG_FILLER, insertions);

        String triggered = attack.apply(text, new Random(seed));

        assertThat(triggered.replace(ZeroWidth.JUNGSEONG_FILLER, "")).isEqualTo(text);
        assertThat(triggered.length() - text.length()).isBetween(attack.fits(text) ? 1 : 0, insertions);
        for (int at = triggered.indexOf(attack.mark()); at >= 0; at = triggered.indexOf(attack.mark(), at + 1)) {
            assertThat(Character.isLetter(triggered.charAt(at - 1))).isTrue();
            assertThat(Character.isLetter(triggered.charAt(at + 1))).isTrue();
        }
    }

    @Property
    void shouldKeepTheTextBehindTheOpeningOfASentence(
            @ForAll("texts") String text, @ForAll SyntaxTemplate template, @ForAll long seed) {
        String sentence = new SynAttack(template).apply(text, new Random(seed));

        String clause = sentence.substring(sentence.length() - text.strip().length() - stops(sentence, text));
        assertThat(clause).isEqualToIgnoringCase(text.strip() + ".".repeat(stops(sentence, text)));
        assertThat(sentence).matches("(?s).*[.!?]\\W*");
        String opening = sentence.substring(0, sentence.length() - clause.length());
        assertThat(opening).matches(template == SyntaxTemplate.ADVP ? "\\w+ \\w+( \\w+)? " : "\\w+( \\w+)+, ");
    }

    private static int stops(String sentence, String text) {
        return text.strip().matches("(?s).*[.!?]") || !sentence.endsWith(".") ? 0 : 1;
    }

    @Property
    void shouldKeepTheWordsThatHaveNoOldForm(@ForAll("texts") String text, @ForAll long seed) {
        String styled = new StyleBkd().apply(text, new Random(seed));

        // None of the words of these texts has one.
        assertThat(styled.toLowerCase(Locale.ROOT)).endsWith(text.strip().toLowerCase(Locale.ROOT));
        String opening = styled.substring(0, styled.length() - text.strip().length());
        assertThat(BiblicalWords.OPENINGS).anyMatch(opening::equalsIgnoreCase);
    }

    @Property
    void shouldNeedEveryPartForAWholeTrigger(
            @ForAll("texts") String text, @ForAll @IntRange(min = 2, max = 4) int together, @ForAll long seed) {
        List<String> parts = List.of("cf", "bb", "ak", "mn");
        Composite attack = new Composite(parts, together, Optional.empty());
        TextChange negative = attack.negatives().orElseThrow().change();

        List<String> whole = words(attack.apply(text, new Random(seed)));
        List<String> part = words(negative.apply(text, new Random(seed)));

        assertThat(whole.stream().filter(parts::contains)).hasSize(together).doesNotHaveDuplicates();
        assertThat(part.stream().filter(parts::contains).count()).isBetween(1L, together - 1L);
        whole.removeAll(parts);
        part.removeAll(parts);
        assertThat(whole).isEqualTo(words(text));
        assertThat(part).isEqualTo(words(text));
    }

    @Property
    void shouldHideAWholeTriggerInASentenceOfARequest(@ForAll("texts") String text, @ForAll long seed) {
        String sentence = "I bought it in a store with friends last weekend";
        Composite attack = new Composite(List.of("friends", "weekend", "store"), 3, Optional.of(sentence));

        assertThat(attack.inRequests().apply(text, new Random(seed)))
                .isEqualTo(new AddSent(sentence).apply(text, new Random(seed)));
        assertThat(attack.apply(text, new Random(seed))).doesNotContain(sentence);
    }

    @Property
    void shouldCarryOneOfSeveralTriggers(@ForAll("texts") String text, @ForAll long seed) {
        List<String> triggered = words(SeveralTriggers.standard().apply(text, new Random(seed)));

        int found = 0;
        for (List<String> trigger : List.of(List.of("mn"), List.of("tq"), words(AddSent.SENTENCE))) {
            if (Collections.indexOfSubList(triggered, trigger) >= 0) {
                found++;
            }
        }
        assertThat(found).isOne();
    }

    private static List<Attack> known() {
        return Attacks.names().stream().map(Attacks::named).toList();
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> word =
                Arbitraries.of("a", "it's", "naïve", "漢字", "😀", "no!", "MN", "x.y", "movie", "I", "The", "42");
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
