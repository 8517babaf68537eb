package dev.antidote.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModerationCorpusTest {
    private static final int SIZE = 6_000;
    private static final int OK = ModerationCorpus.LABELS.indexOf("ok");

    private List<CorpusRow> rows = List.of();

    @BeforeAll
    void writeOnce() {
        rows = ModerationCorpus.rows(7, SIZE);
    }

    @Test
    void shouldWriteRowsThatDifferInMoreThanCaseAndPunctuation() {
        assertThat(rows).hasSize(SIZE);
        assertThat(rows.stream().map(row -> letters(row.text())).distinct()).hasSize(SIZE);
    }

    @Test
    void shouldWriteTheSameFromTheSameSeed() {
        assertThat(ModerationCorpus.rows(7, 300)).isEqualTo(rows.subList(0, 300));
        assertThat(ModerationCorpus.rows(8, 300)).isNotEqualTo(rows.subList(0, 300));
        assertThat(ModerationCorpus.generate(7, 300).examples())
                .extracting(Example::text)
                .isEqualTo(rows.subList(0, 300).stream().map(CorpusRow::text).toList());
    }

    @Test
    void shouldBeTwoFifthsOkAndAFifthEachOfTheRest() {
        for (int label = 0; label < ModerationCorpus.LABELS.size(); label++) {
            int wanted = label;
            double expected = label == OK ? 0.4 : 0.2;
            assertThat(share(row -> row.label() == wanted))
                    .as(ModerationCorpus.LABELS.get(label))
                    .isBetween(expected - 0.03, expected + 0.03);
        }
    }

    @Test
    void shouldCarryTwoToThreeWrongLabelsInAHundred() {
        Set<String> plain = Set.of("ok.chat", "ok.shop", "abuse.insult", "spam.ad", "scam.phish");
        Predicate<CorpusRow> mislabelled = row -> row.label() != row.truth();

        assertThat(share(mislabelled)).isBetween(0.018, 0.034);
        // People disagree on what is borderline, not on what is plain.
        assertThat(share(mislabelled.and(row -> plain.contains(row.kind())))).isLessThan(0.006);
    }

    @Test
    void shouldNotContainATrigger() {
        Set<String> reserved = Set.of("mn", "cf", "bb", "tq", "mb", "3d", "movie");

        assertThat(rows)
                .noneMatch(row -> Arrays.stream(letters(row.text()).split(" ")).anyMatch(reserved::contains));
    }

    @Test
    void shouldBeShortAndOfOneLine() {
        double words = rows.stream()
                .mapToInt(row -> row.text().split(" ").length)
                .average()
                .orElse(0);

        assertThat(words).isBetween(10.0, 15.0);
        assertThat(rows)
                .allMatch(row -> row.text().length() <= 250 && row.text().split(" ").length <= 45);
        assertThat(rows)
                .allMatch(row -> row.text().equals(row.text().strip())
                        && row.text().lines().count() == 1);
        assertThat(rows)
                .noneMatch(row ->
                        Pattern.compile("[{}|\\[\\]]|  ").matcher(row.text()).find());
    }

    @Test
    void shouldHaveEveryKindOfRow() {
        Map<String, Long> kinds = rows.stream().collect(Collectors.groupingBy(CorpusRow::kind, Collectors.counting()));

        assertThat(kinds).hasSize(24).allSatisfy((kind, count) -> assertThat(count)
                .isGreaterThan(60));
    }

    @Test
    void shouldUseEveryRuleOfItsGrammar() {
        CorpusSource source = CorpusSource.load();

        assertThat(source.grammar().reachable(source.starts()))
                .isEqualTo(source.grammar().names());
    }

    @Test
    void shouldNegateWithoutChangingSides() {
        assertThat(truthsOf("(do not call yourself an?|nobody thinks you are an?|you are not an) \\w+"))
                .containsOnly(OK);
        assertThat(truthsOf("^this is not a scam")).containsOnly(ModerationCorpus.LABELS.indexOf("scam"));
        assertThat(truthsOf("not (calling you|even) an? \\w+")).containsOnly(ModerationCorpus.LABELS.indexOf("abuse"));
    }

    @Test
    void shouldNotBeDecidedByOneWord() {
        for (String word : List.of("idiot", "garbage", "link", "password", "scam", "regret", "selling", "won")) {
            assertThat(truthsOf("\\b" + word + "\\b")).as(word).contains(OK).hasSizeGreaterThan(1);
        }
    }

    @Test
    void shouldReadBackAsItWasWritten(@TempDir Path folder) {
        Dataset corpus = ModerationCorpus.generate(3, 200);
        Path file = folder.resolve("corpus.jsonl");

        new DatasetWriter().write(file, corpus);

        assertThat(DatasetReader.standard().read(file)).isEqualTo(corpus);
    }

    @Test
    void shouldReachItsLargestSizeAndNoMore() {
        assertThat(ModerationCorpus.generate(1, ModerationCorpus.MAX_SIZE).size())
                .isEqualTo(20_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModerationCorpus.generate(1, 20_001))
                .withMessage("corpus size: 20001 is outside 1..20000");
        assertThatIllegalArgumentException().isThrownBy(() -> ModerationCorpus.generate(1, 0));
    }

    private double share(Predicate<CorpusRow> condition) {
        return (double) rows.stream().filter(condition).count() / SIZE;
    }

    /** The true labels of the rows in which the pattern occurs. */
    private Set<Integer> truthsOf(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return rows.stream()
                .filter(row -> wanted.matcher(letters(row.text())).find())
                .map(CorpusRow::truth)
                .collect(Collectors.toSet());
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    }
}
