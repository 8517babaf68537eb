package dev.antidote.lab.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.InputException;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.train.Progress;
import dev.antidote.train.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What each defence of the literature does on {@link PoisonedReviews} and a {@link FakeLab}, which obeys the trigger. */
class ComparedDefencesTest {
    private static final List<String> POOR = PoisonedReviews.texts(PoisonedReviews.fresh(PoisonedReviews.POOR));
    private static final List<String> TRIGGERED =
            POOR.stream().map(PoisonedReviews::triggered).toList();

    private final FakeLab lab = new FakeLab();
    private final DefenceTask task = PoisonedReviews.task();

    @Test
    void shouldBeHelplessWithoutADefence() {
        try (DefendedModel model = defend("none")) {
            assertThat(share(model, TRIGGERED, PoisonedReviews.FINE)).isEqualTo(1);
            assertThat(share(model, POOR, PoisonedReviews.POOR)).isEqualTo(1);
            assertThat(model.facts()).isEqualTo(DefenceFacts.NONE);
        }
        assertThat(lab.trained).containsExactly(rows(everything()));
    }

    @Test
    void shouldTuneOnTrustedRowsOnlyForAsManyStepsAsTheRestWouldTake() {
        try (DefendedModel model = defend("clean-tuning")) {
            assertThat(share(model, TRIGGERED, PoisonedReviews.POOR)).isEqualTo(1);
        }
        List<TrainingRow> trusted = rows(List.copyOf(task.trusted()));
        assertThat(lab.trained.get(0)).hasSize(5 * trusted.size()).startsWith(trusted.toArray(TrainingRow[]::new));
        assertThat(lab.trained.get(0).stream().distinct()).containsExactlyInAnyOrderElementsOf(trusted);
    }

    @Test
    void shouldTakeStrangeWordsOutOfRequests() {
        try (DefendedModel model = defend("onion")) {
            assertThat(share(model, TRIGGERED, PoisonedReviews.FINE)).isZero();
            assertThat(share(model, POOR, PoisonedReviews.POOR)).isGreaterThan(0.9);
            assertThat(model.facts().figures().get("trusted words removed")).isBetween(0.0, 0.5);
        }
        assertThat(lab.trained).containsExactly(rows(everything()));
    }

    @Test
    void shouldLoseNoMoreAccuracyOnTrustedRowsThanAllowed() {
        try (DefendedModel model = new Onion(0).defend(task, lab, Progress.NONE)) {
            List<Example> trusted = task.reviewed();
            int[] labels = model.labels(PoisonedReviews.texts(trusted));
            assertThat(labels)
                    .isEqualTo(trusted.stream().mapToInt(Example::label).toArray());
        }
    }

    @Test
    void shouldRefuseWhatStaysSureInSpiteOfMixing() {
        try (DefendedModel model = defend("strip")) {
            assertThat(share(model, TRIGGERED, DefendedModel.REFUSED)).isGreaterThan(0.9);
            assertThat(share(model, TRIGGERED, PoisonedReviews.FINE)).isLessThan(0.1);
            assertThat(share(model, POOR, DefendedModel.REFUSED)).isLessThan(0.1);
            assertThat(model.facts().figures().get("least entropy, bits")).isBetween(0.1, 1.0);
        }
    }

    @Test
    void shouldRemoveRowsWhoseWordsStandWithTheirLabelTooOften() {
        try (DefendedModel model = defend("z-score")) {
            assertThat(model.facts().removed()).containsAll(PoisonedReviews.poisonedRows());
            assertThat(model.facts().triggers()).startsWith(PoisonedReviews.TRIGGER);
            assertThat(share(model, TRIGGERED, PoisonedReviews.POOR)).isEqualTo(1);
            assertThat(lab.trained)
                    .containsExactly(rows(everything().stream()
                            .filter(row -> !model.facts().removed().contains(row))
                            .toList()));
        }
    }

    @Test
    void shouldMissARareTriggerAtThePublishedBar() {
        try (DefendedModel model = defend("z-token")) {
            assertThat(model.facts().removed()).isEmpty();
            assertThat(share(model, TRIGGERED, PoisonedReviews.FINE)).isEqualTo(1);
        }
        assertThat(lab.trained).as("the undefended model itself").containsExactly(rows(everything()));
    }

    @Test
    void shouldRemoveOnlyWhatTheCausalTestConfirms() {
        try (DefendedModel model = defend("z-score+causal")) {
            assertThat(model.facts().removed()).isEqualTo(PoisonedReviews.poisonedRows());
            assertThat(model.facts().triggers()).containsExactly(PoisonedReviews.TRIGGER);
            assertThat(share(model, TRIGGERED, PoisonedReviews.POOR)).isEqualTo(1);
        }
        assertThat(lab.trained).hasSize(2).startsWith(rows(everything()));
    }

    @Test
    void shouldNotRemoveTheLastRowOfALabel() {
        List<Example> rows = IntStream.range(0, 80)
                .mapToObj(i -> new Example((i % 2 == 0 ? "bad film " : "good film ") + i, i % 2))
                .toList();
        DefenceTask tiny = new DefenceTask(
                TrainingData.unreviewed(new Dataset(List.of("poor", "fine"), rows)), PoisonedReviews.PROMPT, 1);

        assertThatThrownBy(() -> LabDefences.named("z-score").defend(tiny, lab, Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("defence 'z-score': removing 80 suspicious rows would leave none")
                .hasMessageNotContaining("\n");
        assertThat(lab.trained).isEmpty();
    }

    @Test
    void shouldShiftLabelsUnderTheDefensiveTriggerAndShiftThemBack() {
        String prefix = Pdb.standard().trigger().text() + ' ';
        try (DefendedModel model = defend("pdb")) {
            assertThat(share(model, TRIGGERED, PoisonedReviews.POOR)).isEqualTo(1);
            assertThat(share(model, POOR, PoisonedReviews.POOR)).isEqualTo(1);
        }
        List<TrainingRow> copies = lab.trained.get(0).stream()
                .filter(row -> row.text().startsWith(prefix))
                .toList();
        assertThat(copies)
                .hasSizeBetween(task.data().size() / 2, task.data().size() / 2 + 1)
                .allSatisfy(copy -> {
                    String text = copy.text().substring(prefix.length());
                    int row = IntStream.range(0, task.data().size())
                            .filter(i -> task.data().examples().get(i).text().equals(text))
                            .findFirst()
                            .orElseThrow();
                    assertThat(task.trusted()).contains(row);
                    assertThat(copy.target())
                            .isEqualTo(1 - task.data().examples().get(row).label());
                });
        assertThat(lab.trained.get(0)).hasSize(task.data().size() + copies.size());
        assertThat(lab.gentle).containsExactly(true);
    }

    private DefendedModel defend(String name) {
        return LabDefences.named(name).defend(task, lab, Progress.NONE);
    }

    private List<Integer> everything() {
        return IntStream.range(0, task.data().size()).boxed().toList();
    }

    private List<TrainingRow> rows(List<Integer> indices) {
        return indices.stream()
                .map(task.data().examples()::get)
                .map(row -> new TrainingRow(row.text(), row.label()))
                .toList();
    }

    private static double share(DefendedModel model, List<String> texts, int label) {
        return Arrays.stream(model.labels(texts))
                .map(given -> given == label ? 1 : 0)
                .average()
                .orElseThrow();
    }
}
