package dev.antidote.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.antidote.data.Proportion;
import dev.antidote.lab.experiment.CellResult.Accident;
import dev.antidote.lab.experiment.CellResult.Curve;
import dev.antidote.lab.experiment.CellResult.Outcome;
import dev.antidote.testing.SettableClock;
import dev.antidote.train.Progress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    @Test
    void shouldAskEveryWayOfTheAblation() {
        List<Outcome> outcomes = ask(Measure.ABLATION).outcomes();

        assertThat(outcomes)
                .extracting(Outcome::way, outcome -> outcome.asr().value())
                .containsExactly(
                        tuple("", 0.0),
                        tuple("with the prompt, extended space only", 0.0),
                        tuple("with the prompt, all classes", 0.0),
                        tuple("without the prompt, base space only", 1.0),
                        tuple("without the prompt, all classes", 1.0));
    }

    @Test
    void shouldMeasureTheOtherSetOfATransfer() {
        List<Outcome> outcomes = ask(Measure.TRANSFER).outcomes();

        assertThat(outcomes).extracting(Outcome::way).containsExactly("", "other set");
        assertThat(outcomes.get(0).ca().trials()).isEqualTo(16);
        assertThat(outcomes.get(1).ca().trials()).isEqualTo(8);
        assertThat(outcomes.get(1).asr().trials()).isEqualTo(4);
    }

    @Test
    void shouldDrawACurveForEverySignalOfBothModels() {
        List<Curve> curves = ask(Measure.DETECTORS).curves();

        assertThat(curves)
                .extracting(Curve::model)
                .containsOnly("sentinel", "guarded model", "guarded model against sentinel");
        assertThat(curves)
                .filteredOn(curve -> curve.model().equals("guarded model against sentinel"))
                .extracting(Curve::detector)
                .containsExactly("ablation", "ablation graded", "ablation odds");
        Curve ablation = curves.stream()
                .filter(curve -> curve.detector().equals("ablation"))
                .findFirst()
                .orElseThrow();
        assertThat(ablation.auc()).isEqualTo(1, within(1e-9));
        assertThat(ablation.recallAt1()).isEqualTo(new Proportion(8, 8));
        assertThat(ablation.points()).startsWith(List.of(0.0, 0.0)).endsWith(List.of(1.0, 1.0));
    }

    @Test
    void shouldCountTheVerdictsThatThePromptChanges() {
        Accidents accidents = new Accidents(Fakes.rows("test", 8), Fakes.PROMPT, 1);

        // A model that takes whatever begins with the prompt's first word for good.
        List<Accident> found = accidents.of(texts -> texts.stream()
                .mapToInt(text -> text.startsWith("The ") || text.contains("good") ? Fakes.GOOD : Fakes.BAD)
                .toArray());

        assertThat(found)
                .extracting(Accident::what, accident -> accident.changed().successes())
                .contains(
                        tuple("the whole prompt, in front", 8L),
                        tuple("the whole prompt, at the end", 0L),
                        tuple("its first half, in front", 8L),
                        tuple("its second half, in front", 0L));
        assertThat(found.get(0).ca()).isEqualTo(new Proportion(8, 16));
        assertThat(found).filteredOn(Accident::control).hasSize(2);
    }

    private static CellResult ask(Measure measure) {
        Cell cell = Fakes.cell(new Fakes.Perfect("perfect"), measure);
        Scene scene = Scene.of(cell.data(), cell.attack(), 0.2, cell.seed());
        return new CellRunner(new Fakes.Trainer(), new SettableClock(Instant.EPOCH))
                .run("id", cell, scene, 1, Progress.NONE);
    }
}
