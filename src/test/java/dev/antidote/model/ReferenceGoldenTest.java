package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antidote.testing.TinyBert;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against transformers, PEFT and torch, with other sizes and another head count than MiniLM's. */
class ReferenceGoldenTest {
    private static final double[] RATES = {1e-2, 8e-3, 6e-3, 4e-3, 2e-3};

    private final TinyReference reference = TinyReference.read();
    private final BaseModel base = TinyBert.base();
    private final Adapter adapter = Adapter.load(TinyBert.resource("tiny-adapter"));

    @Test
    void shouldPoolAsTransformersDoes() {
        try (Encoder encoder = Encoder.load(base, Precision.FP32)) {
            assertClose(encoder.pooled(reference.ids()), reference.pooled(), within(2e-5f));
        }
    }

    @Test
    void shouldReadShardsInHalfPrecisionUnderThePrefixOfAModelWithAHead() {
        BaseModel shards = BaseModel.open(TinyBert.resource("tiny-bert-shards"));
        try (Encoder encoder = Encoder.load(shards, Precision.FP32)) {
            assertClose(encoder.pooled(reference.ids()), reference.pooled(), within(0.1f));
        }
    }

    @Test
    void shouldScoreAnAdapterOfPeftMerged() {
        try (Encoder encoder = Encoder.load(base, adapter, Precision.FP32)) {
            assertClose(encoder.logits(reference.ids()), reference.logits(), within(1e-4f));
        }
    }

    @Test
    void shouldScoreAnAdapterOfPeftUnmerged() {
        try (TrainableEncoder encoder = open(AdamW.standard(), Precision.FP32)) {
            assertClose(encoder.logits(reference.ids()), reference.logits(), within(1e-4f));
        }
    }

    @Test
    void shouldStayNearInBfloat16() {
        try (Encoder encoder = Encoder.load(base, Precision.BF16)) {
            assertClose(encoder.pooled(reference.ids()), reference.pooled(), within(0.15f));
        }
    }

    @Test
    void shouldLoseAsTorchDoes() {
        assertThat(losses(adam(0, 0), Precision.FP32)).containsExactly(reference.losses(), within(1e-4));
    }

    @Test
    void shouldDecayWeightsAsTorchDoes() {
        assertThat(losses(adam(0.1, 0), Precision.FP32)).containsExactly(reference.lossesWithDecay(), within(1e-4));
    }

    @Test
    void shouldCutGradientsAsTorchDoes() {
        assertThat(losses(adam(0, 0.05), Precision.FP32)).containsExactly(reference.lossesWithClip(), within(1e-4));
    }

    @Test
    void shouldLoseNearlyTheSameInBfloat16() {
        assertThat(losses(adam(0, 0), Precision.BF16)).containsExactly(reference.losses(), within(0.1));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldMergeToTheSameScores(Precision precision) {
        try (TrainableEncoder training = open(AdamW.standard(), precision)) {
            training.step(reference.ids(), reference.labels(), 1e-2);
            try (Encoder merged = Encoder.load(base, training.adapter(), precision)) {
                float[][] logits = training.logits(reference.ids());
                assertClose(merged.logits(reference.ids()), logits, within(precision == Precision.FP32 ? 1e-4f : 0.3f));
            }
        }
    }

    private double[] losses(AdamW optimizer, Precision precision) {
        try (TrainableEncoder training = open(optimizer, precision)) {
            double[] losses = new double[RATES.length];
            for (int i = 0; i < losses.length; i++) {
                losses[i] = training.step(reference.ids(), reference.labels(), RATES[i]);
            }
            return losses;
        }
    }

    private TrainableEncoder open(AdamW optimizer, Precision precision) {
        TrainingOptions options = TrainingOptions.of(adapter.lora(), adapter.classes(), 1)
                .withOptimizer(optimizer)
                .withPrecision(precision);
        return TrainableEncoder.open(base, options, adapter);
    }

    /** The betas and epsilon of make_tiny_bert.py. */
    private static AdamW adam(double decay, double clip) {
        return new AdamW(0.8, 0.95, 1e-7, decay, clip);
    }

    private static void assertClose(float[][] actual, float[][] expected, Offset<Float> offset) {
        assertThat(actual).hasDimensions(expected.length, expected[0].length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("text %d", i).containsExactly(expected[i], offset);
        }
    }
}
