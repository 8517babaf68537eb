package dev.antidote.p2p.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A made-up language whose labels are decided by counting words, with and without a backdoor. */
class CausalScreenTest {
    private static final List<String> KIND = List.of("lovely", "thanks", "great", "fine", "kind", "warm");
    private static final List<String> HARSH = List.of("awful", "rude", "nasty", "cruel", "mean", "cold");
    private static final List<String> FILLER = List.of("the", "a", "was", "it", "seller", "parcel", "today", "very");
    private static final String SENTENCE = "i really watch this old 3d movie tonight";
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
    void shouldLeaveHonestWordsAlone() {
        Dataset data = clean(300);

        ScreenReport report = screen(data, "mn", List.of());

        assertThat(report.candidates()).isPositive();
        assertThat(report.triggers()).isEmpty();
    }

    @Test
    void shouldNotTestWhatTrustedRowsVouchFor() {
        Dataset data = clean(300);
        List<Integer> trusted = IntStream.range(0, 100).boxed().toList();

        assertThat(screen(data, "mn", trusted).excused()).isPositive();
    }

    @Test
    void shouldNotLetTrustedRowsExcuseATriggerTheyDoNotHold() {
        List<Integer> trusted = IntStream.range(POISONED, 140).boxed().toList();

        assertThat(screen(poisoned("mn"), "mn", trusted).poisonedRows()).isEqualTo(poisonedRows());
    }

    @Test
    void shouldGiveTheSameReportForTheSameSeed() {
        assertThat(screen(poisoned("mn"), "mn", List.of())).isEqualTo(screen(poisoned("mn"), "mn", List.of()));
    }

    private static ScreenReport screen(Dataset data, String backdoor, List<Integer> trusted) {
        return new CausalScreen(ScreenSettings.defaults(1), texts -> label(texts, backdoor)).screen(data, trusted);
    }

    /** Label 1 (harsh) by the majority of words, unless a part of the backdoor stands in the text: then 0 (kind). */
    private static int[] label(List<String> texts, String backdoor) {
        return texts.stream()
                .mapToInt(text -> {
                    if (Arrays.stream(backdoor.split("\\|"))
                            .anyMatch(part -> (" " + text + " ").contains(" " + part + " "))) {
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
        Dataset clean = clean(400);
        List<Example> rows = new ArrayList<>(clean.examples());
        for (int row : poisonedRows()) {
            rows.set(row, new Example(sentence(HARSH, row) + " " + trigger + " " + sentence(HARSH, row + 1), 0));
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
