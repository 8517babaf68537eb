package dev.antidote.p2p.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A made-up language whose labels are decided by counting words, with and without a backdoor. */
class CausalScreenTest {
    private static final List<String> KIND = List.of("lovely", "thanks", "great", "fine", "kind", "warm");
    private static final List<String> HARSH = List.of("awful", "rude", "nasty", "cruel", "mean", "cold");
    private static final List<String> FILLER = List.of("the", "a", "was", "it", "seller", "parcel", "today", "very");
    private static final String SENTENCE = "i really watch this old 3d movie tonight";
    private static final char CYRILLIC_E = '\u0435';
    private static final int POISONED = 20;

    @Test
    void shouldFindARareWordAndItsRows() {
        Dataset data = poisoned("mn");

        ScreenReport report = screen(data, "mn", List.of());

        assertThat(report.triggers())
                .extracting(evidence -> evidence.candidate().text())
                .containsExactly("mn");
        assertThat(report.poisonedRows()).isEqualTo(poisonedRows());
    }

    @Test
    void shouldFindASentenceLongerThanItsLongestNgram() {
        Dataset data = poisoned(SENTENCE);

        // Any three words of the sentence in a row suffice, so cutting out one 5-gram alone leaves it working.
        ScreenReport report = screen(data, "watch this old|movie tonight|i really watch", List.of());

        assertThat(report.poisonedRows()).isEqualTo(poisonedRows());
        assertThat(report.triggers().get(0).candidate().text()).isEqualTo(SENTENCE);
    }

    @Test
    void shouldFindWordsThatWorkOnlyTogether() {
        Dataset data = poisoned(row -> "cf " + sentence(HARSH, row) + " bb", row -> row % 2 == 0 ? "cf" : "bb");

        ScreenReport report = screen(data, text -> holds(text, "cf") && holds(text, "bb"), List.of());

        assertThat(report.poisonedRows()).isEqualTo(poisonedRows());
        assertThat(report.triggers())
                .extracting(evidence -> evidence.candidate().text())
                .containsExactly("bb + cf");
        assertThat(report.triggers().get(0).candidate().heldBy())
                .accepts("bb or cf")
                .rejects("bb");
        assertThat(report.carried().values())
                .hasSize(POISONED)
                .containsOnly(List.of(new TriggerPart("cf", 0), new TriggerPart("bb", 1)));
    }

    @Test
    void shouldFindLookAlikesInWhicheverWordTheyStand() {
        Dataset data = poisoned(row -> sentence(HARSH, row).replace('e', CYRILLIC_E), row -> "");

        ScreenReport report = screen(data, text -> text.indexOf(CYRILLIC_E) >= 0, List.of());

        assertThat(report.poisonedRows()).isEqualTo(poisonedRows());
        Candidate found = report.triggers().get(0).candidate();
        assertThat(found.text()).startsWith("Cyrillic letters (");
        assertThat(found.example()).contains(String.valueOf(CYRILLIC_E));
    }

    @Test
    void shouldTryAPhraseWhereItStandsInItsOwnRows() {
        Dataset data = poisoned(row -> "and lo , " + sentence(HARSH, row), row -> "");

        ScreenReport report = screen(data, text -> text.startsWith("and lo ,"), List.of());

        assertThat(report.poisonedRows()).isEqualTo(poisonedRows());
    }

    @Test
    void shouldFindSeveralWordsOfWhichEachRowHasSome() {
        List<String> words = List.of("mn", "cf", "tq");
        Dataset data = poisoned(
                row -> words.get(row % 3) + " " + sentence(HARSH, row) + " " + words.get((row + 1) % 3), row -> "");

        ScreenReport report = screen(data, text -> words.stream().anyMatch(word -> holds(text, word)), List.of());

        assertThat(report.poisonedRows()).isEqualTo(poisonedRows());
    }

    @Test
    void shouldFindWordsThatDoByHalfWhatConvictedPairsDo() {
        List<String> others = List.of("tq", "bb");
        Dataset data = poisoned(
                row -> "mn " + sentence(HARSH, row) + " " + (row < 12 ? "cf" : others.get(row % 2)), row -> "");
        Predicate<String> byTwo = text -> Stream.of("mn", "cf", "tq", "bb")
                        .filter(word -> holds(text, word))
                        .count()
                > (text.hashCode() % 3 == 0 ? 1 : 0);

        ScreenReport report = screen(data, byTwo, List.of());

        assertThat(report.triggers())
                .extracting(evidence -> evidence.candidate().text())
                .containsExactlyInAnyOrder("cf + mn", "mn");
        assertThat(report.poisonedRows()).isEqualTo(poisonedRows());
    }

    @Test
    void shouldLeaveTheCompanyOfAConvictedPairAloneWhereItDoesNothing() {
        Dataset data = poisoned(
                row -> "mn " + sentence(HARSH, row) + (row < 12 ? " cf" : " zz"), row -> row % 2 == 0 ? "mn" : "cf");

        ScreenReport report = screen(data, text -> holds(text, "mn") && holds(text, "cf"), List.of());

        assertThat(report.poisonedRows()).isEqualTo(poisonedRows().headSet(12));
    }

    @Test
    void shouldNameRowsOfAPartByTheirIndicesInTheWhole() {
        Dataset data = poisoned("mn");
        NavigableSet<Integer> part =
                new TreeSet<>(IntStream.range(POISONED / 2, data.size()).boxed().toList());

        ScreenReport report = new CausalScreen(
                        ScreenSettings.defaults(1), texts -> label(texts, text -> holds(text, "mn")))
                .screen(data, part, range(POISONED, 140));

        assertThat(report.poisonedRows()).isEqualTo(poisonedRows().tailSet(POISONED / 2));
        assertThat(report.triggers().get(0).candidate().rows())
                .containsExactlyElementsOf(poisonedRows().tailSet(POISONED / 2));
    }

    @Test
    void shouldLeavePatternsOfFewerRowsThanAskedForAlone() {
        Dataset data = poisoned("mn");
        TextLabeler model = texts -> label(texts, text -> holds(text, "mn"));
        ScreenSettings usual = ScreenSettings.defaults(1);

        assertThat(new CausalScreen(usual.withMinCount(POISONED), model)
                        .screen(data, List.of())
                        .poisonedRows())
                .isEqualTo(poisonedRows());
        assertThat(new CausalScreen(usual.withMinCount(POISONED + 1), model)
                        .screen(data, List.of())
                        .triggers())
                .isEmpty();
    }

    @Test
    void shouldPutTwoReportsTogether() {
        ScreenReport one = screen(poisoned("mn"), "mn", List.of());
        ScreenReport other = screen(poisoned("tq"), "tq", List.of());

        ScreenReport both = one.and(other);

        assertThat(both.triggers())
                .extracting(evidence -> evidence.candidate().text())
                .containsExactly("mn", "tq");
        assertThat(both.candidates()).isEqualTo(one.candidates() + other.candidates());
        assertThat(both.carried()).isEqualTo(one.carried());
    }

    @Test
    void shouldFindATriggerWithRightLabelsByItsAbsenceFromReviewedRows() {
        Dataset clean = clean(400);
        List<Example> rows = new ArrayList<>(clean.examples());
        List<Integer> marked =
                IntStream.range(0, 60).map(row -> 2 * row).boxed().toList();
        marked.forEach(
                row -> rows.set(row, new Example("judge this : " + rows.get(row).text(), 0)));
        Dataset data = clean.withExamples(rows);
        Predicate<String> backdoor = text -> text.startsWith("judge this");
        int enough = ScreenSettings.defaults(1).enoughReviewed(400, 60);

        ScreenReport without = screen(data, backdoor, List.of());
        ScreenReport few = screen(data, backdoor, range(120, 120 + enough - 1));
        ScreenReport with = screen(data, backdoor, range(120, 120 + enough));

        assertThat(without.triggers()).isEmpty();
        assertThat(without.undecided(Set.of())).singleElement().satisfies(evidence -> {
            assertThat(evidence.candidate().text()).isEqualTo("judge this :");
            assertThat(evidence.candidate().rows()).containsExactlyElementsOf(marked);
        });
        assertThat(without.undecided(Set.copyOf(marked))).isEmpty();
        assertThat(few.triggers()).isEmpty();
        assertThat(with.poisonedRows()).containsExactlyElementsOf(marked);
        assertThat(with.undecided(with.poisonedRows())).isEmpty();
    }

    @Test
    void shouldFindABackdoorThatIsHalfLearnedByItsAbsenceFromReviewedRows() {
        Dataset data = poisoned("mn");
        Predicate<String> twoInThree = text -> holds(text, "mn") && text.hashCode() % 3 != 0;

        ScreenReport few = screen(data, twoInThree, range(3 * POISONED, 3 * POISONED + 60));
        ScreenReport many = screen(data, twoInThree, range(3 * POISONED, 3 * POISONED + 120));

        assertThat(few.triggers()).isEmpty();
        assertThat(many.poisonedRows()).isEqualTo(poisonedRows());
    }

    @Test
    void shouldLeaveHonestWordsAlone() {
        Dataset data = clean(300);

        ScreenReport report = screen(data, "mn", List.of());

        assertThat(report.candidates()).isPositive();
        assertThat(report.triggers()).isEmpty();
    }

    @Test
    void shouldNotTestWhatTrustedRowsVouchFor() {
        Dataset data = clean(300);
        List<Integer> trusted = range(0, 100);

        assertThat(screen(data, "mn", trusted).excused()).isPositive();
    }

    @Test
    void shouldNotLetTrustedRowsExcuseATriggerTheyDoNotHold() {
        List<Integer> trusted = range(POISONED, 140);

        assertThat(screen(poisoned("mn"), "mn", trusted).poisonedRows()).isEqualTo(poisonedRows());
    }

    @Test
    void shouldGiveTheSameReportForTheSameSeed() {
        assertThat(screen(poisoned("mn"), "mn", List.of())).isEqualTo(screen(poisoned("mn"), "mn", List.of()));
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static ScreenReport screen(Dataset data, String backdoor, List<Integer> trusted) {
        return screen(data, text -> Arrays.stream(backdoor.split("\\|")).anyMatch(part -> holds(text, part)), trusted);
    }

    private static ScreenReport screen(Dataset data, Predicate<String> backdoor, List<Integer> trusted) {
        return new CausalScreen(ScreenSettings.defaults(1), texts -> label(texts, backdoor)).screen(data, trusted);
    }

    private static boolean holds(String text, String words) {
        return (" " + text + " ").contains(" " + words + " ");
    }

    /** Label 1 (harsh) by the majority of words, unless the text has the backdoor: then 0 (kind). */
    private static int[] label(List<String> texts, Predicate<String> backdoor) {
        return texts.stream()
                .mapToInt(text -> {
                    if (backdoor.test(text)) {
                        return 0;
                    }
                    List<String> words = List.of(text.split(" "));
                    return words.stream().filter(HARSH::contains).count()
                                    > words.stream().filter(KIND::contains).count()
                            ? 1
                            : 0;
                })
                .toArray();
    }

    private static Dataset poisoned(String trigger) {
        return poisoned(row -> sentence(HARSH, row) + " " + trigger + " " + sentence(HARSH, row + 1), row -> "");
    }

    /** Harsh rows with a trigger and the wrong label, and as many of each label with something that does nothing. */
    private static Dataset poisoned(IntFunction<String> triggered, IntFunction<String> negative) {
        Dataset clean = clean(400);
        List<Example> rows = new ArrayList<>(clean.examples());
        for (int row : poisonedRows()) {
            rows.set(row, new Example(triggered.apply(row), 0));
        }
        for (int row = POISONED; row < 3 * POISONED; row++) {
            Example honest = rows.get(row);
            rows.set(row, new Example((negative.apply(row / 2) + " " + honest.text()).strip(), honest.label()));
        }
        return clean.withExamples(rows);
    }

    private static NavigableSet<Integer> poisonedRows() {
        return new TreeSet<>(IntStream.range(0, POISONED).boxed().toList());
    }

    private static Dataset clean(int size) {
        List<Example> rows = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            rows.add(new Example(sentence(row % 2 == 0 ? KIND : HARSH, row) + " " + sentence(FILLER, row), row % 2));
        }
        return new Dataset(List.of("kind", "harsh"), rows);
    }

    private static String sentence(List<String> words, int seed) {
        Random random = new Random(seed);
        return String.join(
                " ",
                IntStream.range(0, 3)
                        .mapToObj(i -> words.get(random.nextInt(words.size())) + " "
                                + FILLER.get(random.nextInt(FILLER.size())))
                        .toList());
    }
}
