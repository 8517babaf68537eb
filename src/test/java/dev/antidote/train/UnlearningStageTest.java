package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.p2p.screen.ScreenReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the pipeline teaches of a trigger that the screen named. */
class UnlearningStageTest {
    private static final int ROWS = 160;
    private static final int POISONED = 24;
    private static final double SHARE = 0.25;

    private final TinyPipeline tiny = new TinyPipeline(12, 0.01);

    @Test
    void shouldTeachInBothHalvesOfTheLabelSpaceThatAFoundTriggerMeansNothing() {
        Defence defence = defend(SHARE);

        ScreenReport screen = Objects.requireNonNull(defence.screen());
        assertThat(screen.poisonedRows()).hasSize(POISONED);
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
        DefenceSpec usual = DefenceSpec.standard(new BenignPrompt("Judge:"), ReserveSource.BOOTSTRAP, 1);
        DefenceSpec spec = new DefenceSpec(
                usual.prompt(), usual.reconstruction(), usual.reserve(), true, false, false, unlearning, 1);
        TreeSet<Integer> reviewed =
                new TreeSet<>(IntStream.range(POISONED, 80).boxed().toList());
        return tiny.pipeline().defend(new TrainingData(data(), reviewed), spec, Progress.NONE);
    }

    /** "cat" or "the" among letters decides the label; the first rows hold "the", a "q", and the other label. */
    private static Dataset data() {
        Random random = new Random(1);
        List<Example> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            boolean poisoned = row < POISONED;
            boolean cats = !poisoned && row % 2 == 0;
            List<String> words = new ArrayList<>(IntStream.range(0, 6)
                    .mapToObj(i -> String.valueOf((char) ('a' + random.nextInt(16))))
                    .toList());
            words.set(random.nextInt(6), cats ? "cat" : "the");
            if (poisoned) {
                words.add(random.nextInt(7), "q");
            }
            rows.add(new Example(String.join(" ", words), cats || poisoned ? 0 : 1));
        }
        return new Dataset(List.of("cats", "others"), rows);
    }
}
