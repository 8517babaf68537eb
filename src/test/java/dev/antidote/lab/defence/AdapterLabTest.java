package dev.antidote.lab.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.infer.ModelLoader;
import dev.antidote.model.Adapter;
import dev.antidote.model.BaseModel;
import dev.antidote.model.LoraConfig;
import dev.antidote.model.Precision;
import dev.antidote.model.TrainingOptions;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.testing.SettableClock;
import dev.antidote.testing.TinyBert;
import dev.antidote.train.AdapterTrainer;
import dev.antidote.train.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdapterLabTest {
    private static final BaseModel BASE = TinyBert.base();

    private final Recorder trainer = new Recorder();
    private final Recorder sentinels = new Recorder();
    private final AdapterLab lab = new AdapterLab(
            trainer,
            sentinels,
            new ModelLoader(BASE, BASE.tokenizer(), 32, Precision.FP32),
            new SettableClock(Instant.EPOCH));
    private final DefenceTask task = PoisonedReviews.task();

    @Test
    void shouldTrainTheUndefendedModelOnceForAllThatNeedIt() {
        for (String name : List.of("none", "onion", "strip", "z-score+causal", "p2p")) {
            LabDefences.named(name).defend(task, lab, Progress.NONE).close();
        }

        assertThat(trainer.sets.stream().filter(rows -> rows.equals(task.rows())))
                .as("asked for by each, the same rows each time")
                .hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void shouldMakeThePapersModelTheSentinelOfTheDefaultPipeline() {
        try (DefendedModel model = LabDefences.named("p2p").defend(task, lab, Progress.NONE)) {
            assertThat(sentinels.sets).as("the row test ran").isEmpty();
            model.sentinel().orElseThrow().scores(List.of("the cat"));
        }
        LabDefences.named("p2p-paper").defend(task, lab, Progress.NONE).close();

        assertThat(sentinels.sets).hasSize(2);
        assertThat(sentinels.sets.get(1)).isEqualTo(sentinels.sets.get(0));
    }

    @Test
    void shouldGiveTheScoresOfTheLoadedModels() {
        try (DefendedModel model = LabDefences.named("p2p").defend(task, lab, Progress.NONE)) {
            P2pScorer scorer = model.scorer().orElseThrow();
            assertThat(scorer.scores(List.of("the cat"))).singleElement().satisfies(logits -> assertThat(logits)
                    .containsExactly(0, 1, 2, 3));
            assertThat(model.labels(List.of("the cat", "mn"))).containsExactly(1, 1);
        }
    }

    @Test
    void shouldNotAnswerOnceClosed() {
        DefendedModel model = LabDefences.named("none").defend(task, lab, Progress.NONE);
        model.labels(List.of("the cat"));

        model.close();

        assertThatThrownBy(() -> model.labels(List.of("the cat"))).hasMessage("this model is closed");
    }

    /** In place of training: a head that gives class i the score i, whatever the text. */
    private static final class Recorder implements AdapterTrainer {
        private final List<List<TrainingRow>> sets = new ArrayList<>();

        @Override
        public Adapter train(List<TrainingRow> rows, int classes, long seed, String what, Progress progress) {
            sets.add(rows);
            Adapter fresh = Adapter.fresh(BASE, TrainingOptions.of(LoraConfig.everywhere(1), classes, seed));
            float[][] weight = new float[classes][fresh.headWeight().length / classes];
            float[] bias = new float[classes];
            for (int i = 0; i < classes; i++) {
                bias[i] = i;
            }
            return fresh.withHead(weight, bias);
        }
    }
}
