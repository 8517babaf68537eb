package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antidote.testing.TinyBert;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainableEncoderTest {
    private static final LoraConfig LORA = LoraConfig.everywhere(4);
    private static final int CLASSES = 3;

    private final BaseModel base = TinyBert.base();
    private final TinyReference data = TinyReference.read();

    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldRepeatARunBitForBit(Precision precision) {
        TrainingOptions options = TrainingOptions.of(LORA, CLASSES, 42).withPrecision(precision);

        assertThat(train(options, 6)).isEqualTo(train(options, 6));
    }

    @Test
    void shouldRepeatDropoutBitForBit() {
        LoraConfig dropout = new LoraConfig(4, 4, EnumSet.allOf(LinearKind.class), 0.3);

        Adapter once = train(TrainingOptions.of(dropout, CLASSES, 42), 4);

        assertThat(train(TrainingOptions.of(dropout, CLASSES, 42), 4)).isEqualTo(once);
        assertThat(once.b(0, LinearKind.QUERY))
                .isNotEqualTo(train(TrainingOptions.of(LORA, CLASSES, 42), 4).b(0, LinearKind.QUERY));
    }

    @Test
    void shouldDifferForAnotherSeed() {
        assertThat(train(TrainingOptions.of(LORA, CLASSES, 1), 1))
                .isNotEqualTo(train(TrainingOptions.of(LORA, CLASSES, 2), 1));
    }

    @Test
    void shouldStartWithAnAdapterThatChangesNothing() {
        Adapter fresh = Adapter.initial(base.adapterShape(LORA, CLASSES), 5);
        try (Encoder plain = Encoder.load(base, Precision.FP32);
                TrainableEncoder training = TrainableEncoder.open(base, LORA, CLASSES, 5)) {
            float[][] pooled = plain.pooled(data.ids());
            float[][] logits = training.logits(data.ids());

            assertThat(training.adapter()).isEqualTo(fresh);
            for (int i = 0; i < pooled.length; i++) {
                for (int c = 0; c < CLASSES; c++) {
                    double sum = 0;
                    for (int h = 0; h < base.hidden(); h++) {
                        sum += pooled[i][h] * fresh.headWeight()[c * base.hidden() + h];
                    }
                    assertThat((double) logits[i][c]).isCloseTo(sum, within(1e-5));
                }
            }
        }
    }

    @Test
    void shouldLearn() {
        try (TrainableEncoder training = TrainableEncoder.open(base, LORA, CLASSES, 3)) {
            double first = training.step(data.ids(), data.labels(), 1e-2);
            double last = first;
            for (int i = 0; i < 30; i++) {
                last = training.step(data.ids(), data.labels(), 1e-2);
            }

            assertThat(first).isBetween(0.5, 3.0);
            assertThat(last).isLessThan(0.05);
        }
    }

    @ParameterizedTest
    @EnumSource(LinearKind.class)
    void shouldTrainEachLinearKindAlone(LinearKind kind) {
        LoraConfig one = new LoraConfig(2, 4, EnumSet.of(kind), 0);

        try (TrainableEncoder training = TrainableEncoder.open(base, one, CLASSES, 3)) {
            for (int i = 0; i < 3; i++) {
                training.step(data.ids(), data.labels(), 1e-2);
            }
            Adapter learnt = training.adapter();
            assertThat(learnt.b(1, kind))
                    .hasSize(kind.outputs(32, 48) * 2)
                    .isNotEqualTo(new float[learnt.b(1, kind).length]);
            try (Encoder merged = Encoder.load(base, learnt, Precision.FP32)) {
                float[][] unmerged = training.logits(data.ids());
                float[][] logits = merged.logits(data.ids());
                for (int i = 0; i < logits.length; i++) {
                    assertThat(logits[i]).containsExactly(unmerged[i], within(1e-4f));
                }
            }
        }
    }

    /** The trap: arrays over Java's memory that autograd still points to when the collector takes them back. */
    @Test
    void shouldNotBeDisturbedByTheGarbageCollector() {
        List<Double> quiet = losses(12, false);

        List<Double> pressed = losses(12, true);

        assertThat(pressed).isEqualTo(quiet).allMatch(Double::isFinite);
    }

    @Test
    void shouldNotMixTrainingsThatTakeTurns() {
        TrainingOptions options = TrainingOptions.of(new LoraConfig(4, 4, LORA.kinds(), 0.2), CLASSES, 8);
        Adapter alone = train(options, 4);

        try (TrainableEncoder one = TrainableEncoder.open(base, options, null);
                TrainableEncoder two = TrainableEncoder.open(base, options, null)) {
            for (int i = 0; i < 4; i++) {
                one.step(data.ids(), data.labels(), 1e-2);
                two.step(data.ids(), data.labels(), 1e-2);
            }
            assertThat(one.adapter()).isEqualTo(alone);
            assertThat(two.adapter()).isEqualTo(alone);
        }
    }

    @Test
    void shouldKeepNoArrayOfAStep() {
        try (TrainableEncoder training = TrainableEncoder.open(base, LORA, CLASSES, 3)) {
            training.step(data.ids(), data.labels(), 1e-3);
            training.logits(data.ids());
            int arrays = training.liveArrays();
            for (int i = 0; i < 20; i++) {
                training.step(data.ids(), data.labels(), 1e-3);
                training.logits(data.ids());
                training.adapter();
            }

            assertThat(training.liveArrays()).isEqualTo(arrays);
        }
    }

    @Test
    void shouldSayThatTheLossIsNoNumberAndKeepTheAdapter() {
        try (TrainableEncoder training = TrainableEncoder.open(base, LORA, CLASSES, 3)) {
            training.step(data.ids(), data.labels(), 1e25);
            Adapter before = training.adapter();

            assertThatThrownBy(() -> training.step(data.ids(), data.labels(), 1e-3))
                    .isInstanceOf(ModelException.class)
                    .hasMessage("the training loss became NaN at step 2: lower the learning rate (it was 0.001)");
            assertThat(training.adapter()).isEqualTo(before);
        }
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        try (TrainableEncoder training = TrainableEncoder.open(base, LORA, CLASSES, 3)) {
            List<int[]> one = List.of(new int[] {2, 3});

            assertThatThrownBy(() -> training.step(one, new int[] {3}, 1)).hasMessage("label: 3 is outside 0..2");
            assertThatThrownBy(() -> training.step(one, new int[] {0, 1}, 1)).hasMessage("labels: 2 for 1 texts");
            assertThatThrownBy(() -> training.step(one, new int[] {0}, Double.NaN))
                    .hasMessageStartingWith("learning rate");
            assertThatThrownBy(() -> training.step(List.of(), new int[0], 1)).hasMessage("batch: is empty");
            assertThatThrownBy(() -> training.step(List.of(new int[] {64}), new int[] {0}, 1))
                    .hasMessage("batch: text 0 has the token id 64, outside 0..63");
            assertThatThrownBy(() -> training.step(List.of(new int[41]), new int[] {0}, 1))
                    .hasMessage("batch: text 0 has 41 tokens, the model reads 1..40");
        }
        Adapter other = Adapter.initial(base.adapterShape(LoraConfig.everywhere(2), CLASSES), 1);
        assertThatThrownBy(() -> TrainableEncoder.open(base, TrainingOptions.of(LORA, CLASSES, 1), other))
                .isInstanceOf(ModelException.class);
    }

    @Test
    void shouldEndBetweenBatchesWhenInterruptedOrClosed() {
        TrainableEncoder training = TrainableEncoder.open(base, LORA, CLASSES, 3);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> training.step(data.ids(), data.labels(), 1))
                .isInstanceOf(EngineStoppedException.class);
        assertThat(Thread.interrupted()).isTrue();

        training.close();
        training.close();
        assertThatThrownBy(() -> training.step(data.ids(), data.labels(), 1))
                .isInstanceOf(EngineStoppedException.class)
                .hasMessageContaining("closed");
    }

    private Adapter train(TrainingOptions options, int steps) {
        try (TrainableEncoder training = TrainableEncoder.open(base, options, null)) {
            for (int i = 0; i < steps; i++) {
                training.step(data.ids(), data.labels(), 1e-2);
            }
            return training.adapter();
        }
    }

    private List<Double> losses(int steps, boolean pressure) {
        SplittableRandom random = new SplittableRandom(1);
        List<Double> losses = new ArrayList<>();
        try (TrainableEncoder training = TrainableEncoder.open(base, LORA, CLASSES, 3)) {
            for (int i = 0; i < steps; i++) {
                losses.add(training.step(data.ids(), data.labels(), 1e-2));
                for (int k = 0; pressure && k < 40; k++) {
                    ByteBuffer.allocate(random.nextInt(1 << 20)).put((byte) -1);
                    ByteBuffer.allocateDirect(1 << 16).putInt(0, -1);
                }
                if (pressure) {
                    System.gc();
                }
            }
        }
        return losses;
    }
}
