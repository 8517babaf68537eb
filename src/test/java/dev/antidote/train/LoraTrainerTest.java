package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.model.Adapter;
import dev.antidote.model.LoraConfig;
import dev.antidote.model.Precision;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.testing.TinyBert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoraTrainerTest {
    private static final TrainingSettings SETTINGS =
            new TrainingSettings(2, 4, 0.01, 2, 32, LoraConfig.everywhere(2), Precision.FP32);
    private static final List<TrainingRow> ROWS = IntStream.range(0, 22)
            .mapToObj(i -> new TrainingRow(i % 2 == 0 ? "the cat sat." : "the the cat.", i % 2))
            .toList();

    private final LoraTrainer trainer =
            new LoraTrainer(TinyBert.base(), TinyBert.base().tokenizer(), SETTINGS);

    @Test
    void shouldGiveTheSameAdapterForTheSameSeed() {
        Adapter one = train(trainer, 5);
        Adapter other = train(trainer, 5);

        assertThat(one.headWeight()).isEqualTo(other.headWeight());
        assertThat(one.headBias())
                .isEqualTo(other.headBias())
                .isNotEqualTo(train(trainer, 6).headBias());
    }

    @Test
    void shouldTellHowFarItHasCome() {
        List<Long> done = new ArrayList<>();

        trainer.train(ROWS, 2, 1, "training", (what, at, total) -> {
            assertThat(total).isEqualTo(44);
            done.add(at);
        });

        assertThat(done).isSorted().startsWith(0L).endsWith(44L);
    }

    @Test
    void shouldNotTrainAgainWhatWasKept(@TempDir Path directory) {
        CountingTrainer counting = new CountingTrainer(trainer);

        Adapter first = train(new CachedTrainer(counting, directory, "tiny", "f"), 5);
        Adapter second = train(new CachedTrainer(counting, directory, "tiny", "f"), 5);

        assertThat(counting.trainings).isEqualTo(1);
        assertThat(second.headWeight()).isEqualTo(first.headWeight());
    }

    @Test
    void shouldTrainAgainWhenAnythingDiffers(@TempDir Path directory) {
        CountingTrainer counting = new CountingTrainer(trainer);

        train(new CachedTrainer(counting, directory, "tiny", "f"), 5);
        train(new CachedTrainer(counting, directory, "tiny", "f"), 6);
        train(new CachedTrainer(counting, directory, "tiny", "g"), 5);

        assertThat(counting.trainings).isEqualTo(3);
    }

    @Test
    void shouldTrainAgainWhatSomebodyDamaged(@TempDir Path directory) throws IOException {
        CountingTrainer counting = new CountingTrainer(trainer);
        train(new CachedTrainer(counting, directory, "tiny", "f"), 5);
        try (Stream<Path> entries = Files.list(directory)) {
            Files.writeString(entries.findFirst().orElseThrow().resolve("adapter_model.safetensors"), "broken");
        }

        Adapter again = train(new CachedTrainer(counting, directory, "tiny", "f"), 5);

        assertThat(counting.trainings).isEqualTo(2);
        assertThat(again.classes()).isEqualTo(2);
        assertThat(train(new CachedTrainer(counting, directory, "tiny", "f"), 5).headBias())
                .isEqualTo(again.headBias());
        assertThat(counting.trainings).isEqualTo(2);
    }

    private static Adapter train(AdapterTrainer trainer, long seed) {
        return trainer.train(ROWS, 2, seed, "training", Progress.NONE);
    }

    private static final class CountingTrainer implements AdapterTrainer {
        private final AdapterTrainer trainer;
        private int trainings;

        CountingTrainer(AdapterTrainer trainer) {
            this.trainer = trainer;
        }

        @Override
        public Adapter train(List<TrainingRow> rows, int classes, long seed, String what, Progress progress) {
            trainings++;
            return trainer.train(rows, classes, seed, what, progress);
        }
    }
}
