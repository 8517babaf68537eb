package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.p2p.TrainingRow;
import dev.antidote.p2p.screen.ScreenReport;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Both models of the pipeline are asked what their labels rest on. */
class ScreenStagesTest {
    private static final String AGAIN = "screen of the defended model";
    private static final double SHARE = 0.25;

    @Test
    void shouldTakeOutATriggerThatOnlyTheDefendedModelLearned() {
        TinyPipeline tiny = new TinyPipeline(12, 0.01, row -> !row.text().contains("q"));

        Defence defence = defend(tiny);

        ScreenReport screen = Objects.requireNonNull(defence.screen());
        assertThat(screen.poisonedRows()).isEqualTo(PoisonedCats.poisonedRows());
        assertThat(purged(defence, "causal screen")).isEmpty();
        assertThat(purged(defence, AGAIN)).isEqualTo(PoisonedCats.poisonedRows());
        assertThat(defence.stages())
                .extracting(StageReport::name)
                .endsWith("defended model", AGAIN, "unlearning", "defended model again");
        assertThat(tiny.learned())
                .filteredOn(row -> row.text().contains("q") && row.text().contains("the"))
                .as("copies for unlearning keep their label")
                .isNotEmpty()
                .extracting(TrainingRow::target)
                .containsOnly(1, 3);
    }

    @Test
    void shouldTrainTheDefendedModelOnceWhereItsScreenFindsNoMore() {
        TinyPipeline tiny = new TinyPipeline(12, 0.01);

        Defence defence = defend(tiny);

        assertThat(purged(defence, "causal screen")).isEqualTo(PoisonedCats.poisonedRows());
        assertThat(defence.stages()).extracting(StageReport::name).endsWith("defended model", AGAIN);
        assertThat(purged(defence, AGAIN)).isEmpty();
    }

    private static NavigableSet<Integer> purged(Defence defence, String stage) {
        List<StageReport> found = defence.stages().stream()
                .filter(one -> one.name().equals(stage))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0).purged();
    }

    private static Defence defend(TinyPipeline tiny) {
        return tiny.pipeline().defend(PoisonedCats.reviewed(), PoisonedCats.spec(SHARE), Progress.NONE);
    }
}
