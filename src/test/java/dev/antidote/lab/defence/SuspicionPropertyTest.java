package dev.antidote.lab.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class SuspicionPropertyTest {
    private static final NgramModel MODEL = NgramModel.of(List.of(
            List.of("the", "film", "is", "good"),
            List.of("the", "story", "is", "dull"),
            List.of("a", "good", "story")));

    @Property(tries = 200)
    void shouldBeTheFallOfPerplexityWithoutTheWord(
            @ForAll @Size(min = 2, max = 6) List<@AlphaChars @StringLength(min = 1, max = 5) String> letters) {
        List<String> words = letters.stream()
                .map(word -> word.toLowerCase(java.util.Locale.ROOT))
                .toList();

        double[] suspicions = new Suspicion(MODEL).of(String.join(" ", words));

        assertThat(suspicions).hasSize(words.size());
        for (int i = 0; i < suspicions.length; i++) {
            List<String> rest = new ArrayList<>(words);
            rest.remove(i);
            double expected = perplexity(words) - perplexity(rest);
            assertThat(suspicions[i]).isCloseTo(expected, within(1e-9 * perplexity(words)));
        }
    }

    @Property(tries = 200)
    void shouldGiveEveryWordAProbability(@ForAll @NotBlank String word, @ForAll String previous) {
        assertThat(MODEL.logProbability(previous, word)).isLessThan(0).isFinite();
    }

    @Property(tries = 50)
    void shouldKeepTheTextWhereNothingIsSuspicious(@ForAll @NotBlank String text) {
        double[] suspicions = new Suspicion(MODEL).of(text);

        assertThat(Suspicion.filtered(text, suspicions, Double.POSITIVE_INFINITY))
                .isEqualTo(text);
        assertThat(Suspicion.filtered(text, suspicions, Double.NEGATIVE_INFINITY))
                .as("of which all words would go")
                .isEqualTo(text);
    }

    @Example
    void shouldFindAStrangeWordMostSuspicious() {
        double[] suspicions = new Suspicion(MODEL).of("The film qzx is GOOD");

        assertThat(suspicions[2]).isPositive();
        for (int i = 0; i < suspicions.length; i++) {
            assertThat(suspicions[i]).isLessThanOrEqualTo(suspicions[2]);
        }
        assertThat(Suspicion.filtered("The film qzx is GOOD", suspicions, suspicions[2] - 1e-9))
                .isEqualTo("The film is GOOD");
    }

    @Example
    void shouldSpreadProbabilityOverWhatMayFollow() {
        double seen = List.of("the", "film", "is", "good", "story", "dull", "a", NgramModel.edge()).stream()
                .mapToDouble(word -> Math.exp(MODEL.logProbability("the", word)))
                .sum();

        assertThat(seen).isLessThan(1).isGreaterThan(0.6);
        assertThat(MODEL.logProbability("the", "film")).isGreaterThan(MODEL.logProbability("is", "film"));
    }

    private static double perplexity(List<String> words) {
        double sum = 0;
        String previous = NgramModel.edge();
        for (String word : words) {
            sum += MODEL.logProbability(previous, word);
            previous = word;
        }
        return Math.exp(-(sum + MODEL.logProbability(previous, NgramModel.edge())) / (words.size() + 1));
    }
}
