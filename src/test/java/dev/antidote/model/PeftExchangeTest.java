package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.antidote.testing.MiniLm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Trains a little on the real model, saves, loads, merges; leaves what src/test/python/check_peft.py compares with PEFT. */
class PeftExchangeTest {
    private static final Path OUT = Path.of("target", "peft-check");

    @Test
    void shouldScoreTheSameTrainedSavedLoadedAndMerged() throws IOException {
        BaseModel base = MiniLm.base();
        List<int[]> texts = texts(12);
        int[] labels = {0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3};
        try (TrainableEncoder training = TrainableEncoder.open(base, LoraConfig.everywhere(8), 4, 11)) {
            for (int i = 0; i < 4; i++) {
                training.step(texts, labels, 5e-3);
            }
            Adapter adapter = training.adapter();
            adapter.save(OUT.resolve("adapter"), base.name());
            Adapter loaded = Adapter.load(OUT.resolve("adapter"));

            assertThat(loaded).isEqualTo(adapter);
            try (Encoder encoder = Encoder.load(base, loaded, Precision.FP32)) {
                float[][] merged = encoder.logits(texts);
                assertThat(distance(merged, training.logits(texts))).isLessThan(1e-4);
                export(base, texts, merged);
            }
            try (Encoder half = Encoder.load(base, loaded, Precision.BF16)) {
                assertThat(distance(half.logits(texts), training.logits(texts))).isBetween(1e-6, 0.15);
            }
        }
    }

    private static void export(BaseModel base, List<int[]> texts, float[][] logits) throws IOException {
        Map<String, Object> out =
                Map.of("base", base.directory().toAbsolutePath().toString(), "texts", texts, "logits", logits);
        Files.write(OUT.resolve("logits.json"), new ObjectMapper().writeValueAsBytes(out));
    }

    private static double distance(float[][] a, float[][] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                largest = Math.max(largest, Math.abs(a[i][j] - b[i][j]));
            }
        }
        return largest;
    }

    private static List<int[]> texts(int count) {
        SplittableRandom random = new SplittableRandom(4);
        List<int[]> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(random.ints(4 + 3 * i, 1000, 30000).toArray());
        }
        return texts;
    }
}
