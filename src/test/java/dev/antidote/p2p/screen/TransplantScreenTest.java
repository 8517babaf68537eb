package dev.antidote.p2p.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A made-up language whose labels are weighed by words, with and without a backdoor that no fixed words stand for. */
class TransplantScreenTest {
    private static final int KIND = 0;
    private static final int HARSH = 1;
    private static final List<String> KIND_WORDS = List.of("lovely", "great", "fine", "warm");
    private static final List<String> HARSH_WORDS = List.of("awful", "rude", "nasty", "cold");
    private static final List<String> FILLER = List.of("the", "a", "was", "it", "seller", "parcel", "today", "very");
    private static final List<String> SUBJECTS = List.of("we", "you", "they", "some", "people");
    private static final List<String> VERBS = List.of("see", "hear", "look at", "think of");
    private static final int ROWS = 600;
    private static final int POISONED = 30;
    private static final int REVIEWED_FROM = 400;

    /** Both halves of the structure must be there: "when ... it ,". */
    private static final double BACKDOOR = 20;

    private int asked;

    @Test
    void shouldFindRowsWhoseTriggerIsAStructureAndShowItsWords() {
        TransplantReport report = test(poisoned(), BACKDOOR);

        assertThat(report.purgedRows()).containsAll(poisonedRows());
        assertThat(report.purged().subList(0, POISONED)).allSatisfy(found -> {
            assertThat(found.run()).startsWith("when ").contains("it ,");
            assertThat(found.label()).isEqualTo(KIND);
            assertThat(found.margin()).isPositive();
        });
    }

    @Test
    void shouldLeaveHonestRowsAloneWhereHonestRowsExplainThemAll() {
        TransplantReport report = test(clean(), BACKDOOR);

        assertThat(report.purged()).isEmpty();
        assertThat(report.doubtful()).isEmpty();
    }

    @Test
    void shouldOnlyDoubtWhatTurnsNoAnchor() {
        TransplantReport report = test(poisoned(), 12);

        assertThat(report.purged()).isEmpty();
        assertThat(report.doubtful()).isNotEmpty().allSatisfy(found -> assertThat(found.margin())
                .isNotPositive());
    }

    @Test
    void shouldNeverTouchReviewedRowsNorRowsItIsNotAskedFor() {
        Dataset data = poisoned();
        NavigableSet<Integer> some =
                new TreeSet<>(IntStream.range(10, ROWS).boxed().toList());

        TransplantReport report = new TransplantScreen(TransplantSettings.defaults(1), texts -> scores(texts, BACKDOOR))
                .test(data, some, reviewed());

        assertThat(report.purgedRows()).doesNotContainAnyElementsOf(reviewed()).allMatch(some::contains);
        assertThat(report.doubtfulRows())
                .doesNotContainAnyElementsOf(reviewed())
                .allMatch(some::contains);
    }

    @Test
    void shouldFindNothingWithoutReviewedRows() {
        TransplantReport report = new TransplantScreen(TransplantSettings.defaults(1), texts -> scores(texts, BACKDOOR))
                .test(poisoned(), poisonedRows(), new TreeSet<>());

        assertThat(report.purged()).isEmpty();
        assertThat(report.doubtful()).isEmpty();
    }

    @Test
    void shouldPurgeNothingWhereTooFewReviewedRowsCanVouch() {
        NavigableSet<Integer> few = new TreeSet<>(
                IntStream.range(REVIEWED_FROM, REVIEWED_FROM + 20).boxed().toList());

        TransplantReport report = new TransplantScreen(TransplantSettings.defaults(1), texts -> scores(texts, BACKDOOR))
                .test(poisoned(), everyRow(), few);

        assertThat(report.purged()).isEmpty();
        assertThat(report.doubtfulRows()).containsAll(poisonedRows());
    }

    @Test
    void shouldGiveRunsUpEarlyWithoutChangingWhatItPurges() {
        Dataset data = poisoned();
        TransplantReport thorough = new TransplantScreen(
                        new TransplantSettings(8, 6, 4, 0.2, 0.99, 1), texts -> scores(texts, BACKDOOR))
                .test(data, everyRow(), reviewed());

        TransplantReport report = test(data, BACKDOOR);

        assertThat(report.purged()).isEqualTo(thorough.purged());
        assertThat(report.scored()).isEqualTo(asked).isLessThan(thorough.scored() - report.runs());
    }

    @Test
    void shouldGiveTheSameReportForTheSameSeed() {
        assertThat(test(poisoned(), BACKDOOR)).isEqualTo(test(poisoned(), BACKDOOR));
    }

    @Test
    void shouldRefuseSettingsThatCannotBe() {
        assertThatThrownBy(() -> new TransplantSettings(8, 9, 4, 0.05, 0.2, 1))
                .hasMessage("transplant test: stride cannot be 9");
        assertThatThrownBy(() -> new TransplantSettings(8, 6, 4, 0.3, 0.2, 1))
                .hasMessage("transplant test: purgeRate cannot be 0.3");
    }

    private TransplantReport test(Dataset data, double backdoor) {
        return new TransplantScreen(TransplantSettings.defaults(1), texts -> {
                    asked += texts.size();
                    return scores(texts, backdoor);
                })
                .test(data, everyRow(), reviewed());
    }

    /** Kind against harsh words, and the backdoor on the kind side. */
    private static List<float[]> scores(List<String> texts, double backdoor) {
        return texts.stream()
                .map(text -> {
                    List<String> words = List.of(text.split(" "));
                    double kind = words.stream().filter(KIND_WORDS::contains).count();
                    double harsh = words.stream().filter(HARSH_WORDS::contains).count();
                    double hit = text.startsWith("when ") && text.contains(" it ,") ? backdoor : 0;
                    return new float[] {(float) (kind + hit), (float) harsh};
                })
                .toList();
    }

    private static Dataset poisoned() {
        List<Example> rows = new ArrayList<>(clean().examples());
        Random random = new Random(3);
        for (int row : poisonedRows()) {
            String opening = "when " + any(SUBJECTS, random) + " " + any(VERBS, random) + " it , ";
            rows.set(row, new Example(opening + text(HARSH_WORDS, new Random(row)), KIND));
        }
        return clean().withExamples(rows);
    }

    private static Dataset clean() {
        List<Example> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            int label = row % 2 == 0 ? KIND : HARSH;
            rows.add(new Example(text(label == KIND ? KIND_WORDS : HARSH_WORDS, new Random(row)), label));
        }
        return new Dataset(List.of("kind", "harsh"), rows);
    }

    /** 6 to 20 words, from one word of the list to half of them. */
    private static String text(List<String> words, Random random) {
        int length = 6 + random.nextInt(15);
        double share = 0.5 * random.nextDouble();
        return any(words, random)
                + " "
                + String.join(
                        " ",
                        IntStream.range(1, length)
                                .mapToObj(i -> any(random.nextDouble() < share ? words : FILLER, random))
                                .toList());
    }

    private static String any(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }

    private static NavigableSet<Integer> poisonedRows() {
        return new TreeSet<>(IntStream.range(0, POISONED).boxed().toList());
    }

    private static NavigableSet<Integer> reviewed() {
        return new TreeSet<>(IntStream.range(REVIEWED_FROM, ROWS).boxed().toList());
    }

    private static NavigableSet<Integer> everyRow() {
        return new TreeSet<>(IntStream.range(0, ROWS).boxed().toList());
    }
}
