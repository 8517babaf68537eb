package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antidote.testing.MiniLm;
import java.util.List;
import org.junit.jupiter.api.Test;

class MiniLmGoldenTest {
    private static final List<String> SENTENCES =
            List.of("open a bank account", "opening a new account at the bank", "the cat sat on the mat");

    private final BaseModel base = MiniLm.base();

    /** References by ONNX Runtime 1.22 on the original file: 0.86914, -0.07317, -0.07196. */
    @Test
    void shouldGiveTheKnownSimilarities() {
        try (TextTokenizer tokenizer = base.tokenizer();
                Encoder encoder = Encoder.load(base, Precision.FP32)) {
            List<int[]> ids =
                    SENTENCES.stream().map(text -> tokenizer.encode(text).ids()).toList();

            float[][] features = encoder.pooled(ids);

            assertThat(cosine(features[0], features[1])).isCloseTo(0.869, within(5e-4));
            assertThat(cosine(features[0], features[2])).isCloseTo(-0.073, within(5e-4));
            assertThat(cosine(features[1], features[2])).isCloseTo(-0.072, within(5e-4));
        }
    }

    private static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }
}
