package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.p2p.TrainingRow;
import dev.antidote.p2p.screen.ScreenReport;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the pipeline teaches of a trigger that the screen named. */
class UnlearningStageTest {
    private static final double SHARE = 0.25;

    private final TinyPipeline tiny = new TinyPipeline(12, 0.01);

    @Test
    void shouldTeachInBothHalvesOfTheLabelSpaceThatAFoundTriggerMeansNothing() {
        Defence defence = defend(SHARE);

        ScreenReport screen = Objects.requireNonNull(defence.screen());
        assertThat(screen.poisonedRows()).isEqualTo(PoisonedCats.poisonedRows());
        int copies = (int) Math.round(SHARE * defence.reserveRows());
        List<TrainingRow> learned = tiny.learned();
        List<TrainingRow> plain =
                learned.stream().filter(row -> row.text().matches("[^:]*q.*")).toList();
        assertThat(plain).hasSize(copies).allSatisfy(row -> {
            int own = row.text().contains("cat") ? 0 : 1;
            assertThat(row.target()).isEqualTo(own);
            assertThat(learned).contains(new TrainingRow("Judge: " + row.text(), own + 2));
        });
        assertThat(plain).extracting(TrainingRow::target).contains(0, 1);
        assertThat(defence.stages())
                .filteredOn(stage -> stage.name().equals("unlearning"))
                .singleElement()
                .satisfies(stage -> assertThat(stage.rows()).isEqualTo(copies));
    }

    @Test
    void shouldTeachNothingOfItWhereItIsOff() {
        Defence defence = defend(0);

        assertThat(tiny.learned()).noneMatch(row -> row.text().contains("q"));
        assertThat(defence.stages()).extracting(StageReport::name).doesNotContain("unlearning");
    }

    private Defence defend(double unlearning) {
        return tiny.pipeline().defend(PoisonedCats.reviewed(), PoisonedCats.spec(unlearning), Progress.NONE);
    }
}
