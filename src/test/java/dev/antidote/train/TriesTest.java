package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.InputException;
import dev.antidote.infer.ModelLoader;
import dev.antidote.model.Adapter;
import dev.antidote.model.BaseModel;
import dev.antidote.model.LoraConfig;
import dev.antidote.model.Precision;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.Hardening;
import dev.antidote.p2p.Reconstruction;
import dev.antidote.p2p.ReconstructionMode;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.testing.SettableClock;
import dev.antidote.testing.TinyBert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Trainings of the defended model that come to nothing. */
class TriesTest {
    private static final int ROWS = 60;
    private static final NavigableSet<Integer> TRUSTED =
            new TreeSet<>(IntStream.range(0, 30).boxed().toList());

    private final List<Long> seeds = new ArrayList<>();
    private final List<String> hows = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @Test
    void shouldTrainOnceWhereTheModelLearned() {
        Defence defence = defend(tried -> false);

        assertThat(seeds).containsExactly(1L);
        assertThat(defence.stages()).extracting(StageReport::name).doesNotContain("defended model again");
    }

    @Test
    void shouldTrainAgainGentlyWithAnotherSeedWhereTheModelLearnedNothing() {
        Defence defence = defend(tried -> tried == 1);

        assertThat(seeds).hasSize(2).doesNotHaveDuplicates();
        assertThat(hows).containsExactly("usual", "gentle");
        assertThat(told)
                .last(STRING)
                .matches("training the defended model again, gently: it knows \\d+ of 60 rows, the undefended one"
                        + " \\d+ of 60");
        assertThat(defence.stages()).extracting(StageReport::name).endsWith("defended model", "defended model again");
    }

    @Test
    void shouldRefuseWhatNoSeedTeaches() {
        assertThatThrownBy(() -> defend(tried -> true))
                .isInstanceOf(InputException.class)
                .hasMessageMatching(
                        "training: after 3 tries the defended model gives \\d+ of 60 rows that it learned their"
                                + " label, the undefended one \\d+ of 60; halve --learning-rate and double --epochs"
                                + " \\(retrain\\.training\\.learningRate and \\.epochs\\), or give more rows");
        assertThat(seeds).hasSize(DefencePipeline.TRIES).doesNotHaveDuplicates();
    }

    private Defence defend(IntPredicate spoiled) {
        BaseModel base = TinyBert.base();
        LoraTrainer real = new LoraTrainer(
                base,
                base.tokenizer(),
                new TrainingSettings(16, 8, 0.01, 1, 32, LoraConfig.everywhere(2), Precision.FP32));
        DefencePipeline pipeline = new DefencePipeline(
                spoiling(real, "usual", spoiled),
                spoiling(real, "gentle", spoiled),
                new ModelLoader(base, base.tokenizer(), 32, Precision.FP32),
                new SettableClock(Instant.EPOCH));
        DefenceSpec spec = new DefenceSpec(
                new BenignPrompt("Judge:"),
                new Reconstruction(1, ReconstructionMode.UNION, Hardening.NONE, 1),
                ReserveSource.RANDOM,
                false,
                true,
                false,
                0,
                1);
        return pipeline.defend(new TrainingData(data(), TRUSTED), spec, Progress.NONE);
    }

    private AdapterTrainer spoiling(AdapterTrainer real, String how, IntPredicate spoiled) {
        return (rows, classes, seed, what, progress) -> {
            if (!what.startsWith("training the defended model")) {
                return real.train(rows, classes, seed, what, progress);
            }
            seeds.add(seed);
            hows.add(how);
            told.add(what);
            return spoiled.test(seeds.size())
                    ? knowingOneLabel(real, rows, classes, seed, what, progress)
                    : real.train(rows, classes, seed, what, progress);
        };
    }

    private static Adapter knowingOneLabel(
            AdapterTrainer trainer, List<TrainingRow> rows, int classes, long seed, String what, Progress progress) {
        List<TrainingRow> same =
                rows.stream().map(row -> new TrainingRow(row.text(), 2)).toList();
        return trainer.train(same, classes, seed, what, progress);
    }

    private static Dataset data() {
        return new Dataset(
                List.of("cats", "others"),
                IntStream.range(0, ROWS)
                        .mapToObj(row ->
                                new Example((char) ('a' + row % 26) + " " + (row % 2 == 0 ? "cat" : "the"), row % 2))
                        .toList());
    }
}
