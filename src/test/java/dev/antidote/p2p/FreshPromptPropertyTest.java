package dev.antidote.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FreshPromptPropertyTest {
    private static final PromptCheck NOTHING_KNOWN = new PromptCheck(List.of(), List.of());

    @Property(tries = 200)
    void shouldBeTheSameForTheSameSeed(@ForAll long seed) {
        assertThat(FreshPrompt.draw(seed, NOTHING_KNOWN)).isEqualTo(FreshPrompt.draw(seed, NOTHING_KNOWN));
    }

    @Property(tries = 50)
    void shouldKnowNothingOfItsDataTrafficAndPredecessors(@ForAll long seed) {
        List<String> texts = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            texts.add("well, " + PromptGrammar.write(random).text().toUpperCase(Locale.ROOT) + " hello");
        }
        BenignPrompt before = FreshPrompt.draw(seed, NOTHING_KNOWN);
        PromptCheck check = new PromptCheck(texts, List.of(before));

        BenignPrompt prompt = FreshPrompt.draw(seed, check);

        assertThat(prompt).isNotEqualTo(before);
        assertThat(texts).noneMatch(prompt::occursIn);
        assertThat(check.accepts(prompt)).isTrue();
    }

    @Property(tries = 200)
    void shouldObjectToEveryPartThatIsKnown(@ForAll long seed) {
        BenignPrompt prompt = PromptGrammar.write(new Random(seed));
        List<String> words = List.of(prompt.text().split(" "));
        int from = new Random(seed).nextInt(words.size() - PromptCheck.PART + 1);
        String part = String.join(" , ", words.subList(from, from + PromptCheck.PART));

        assertThat(new PromptCheck(List.of("so: " + part.toUpperCase(Locale.ROOT) + " then"), List.of())
                        .accepts(prompt))
                .isFalse();
        assertThat(new PromptCheck(
                                List.of(String.join(" ", words.subList(from, from + PromptCheck.PART - 1))), List.of())
                        .accepts(prompt))
                .isTrue();
    }

    @Example
    void shouldHardlyEverRepeatItself() {
        Set<String> prompts = new HashSet<>();
        for (int seed = 0; seed < 2_000; seed++) {
            prompts.add(FreshPrompt.draw(seed, NOTHING_KNOWN).text());
        }

        assertThat(prompts).hasSizeGreaterThan(1_990);
        assertThat(prompts)
                .allSatisfy(text -> assertThat(text).matches("[A-Z][a-z ]+:").hasSizeLessThan(100));
    }

    @Example
    void shouldGiveUpWhereEveryPromptIsKnown() {
        PromptCheck everything = new PromptCheck(List.of(), List.of(new BenignPrompt("that")));

        assertThatThrownBy(() -> FreshPrompt.draw(1, everything)).isInstanceOf(IllegalStateException.class);
    }

    @Example
    void shouldObjectToAnEarlierPromptHoweverItIsWritten() {
        PromptCheck check = new PromptCheck(List.of(), List.of(new BenignPrompt("The query currently entered is:")));

        assertThat(check.accepts(new BenignPrompt("THE  QUERY currently entered is:")))
                .isFalse();
        assertThat(check.accepts(new BenignPrompt("Now the query, currently entered.")))
                .isFalse();
        assertThat(check.accepts(new BenignPrompt("Now judge:"))).isTrue();
    }
}
