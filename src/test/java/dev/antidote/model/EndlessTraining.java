package dev.antidote.model;

import dev.antidote.testing.TinyBert;
import java.util.List;

/** A process that trains and serves until it is told to end: what {@link EngineShutdownIT} ends. */
final class EndlessTraining {
    private EndlessTraining() {}

    public static void main(String[] args) {
        BaseModel base = TinyBert.base();
        TinyReference data = TinyReference.read();
        Encoder encoder = Encoder.load(base, Precision.FP32);
        EngineRuntime.process().beforeStop(() -> {
            float[][] last = encoder.pooled(List.of(new int[] {2, 3}));
            System.out.println("drained " + last.length);
        });
        for (int i = 0; i < 2; i++) {
            new Thread(() -> serve(encoder, data), "serving").start();
        }
        try (TrainableEncoder training = TrainableEncoder.open(base, LoraConfig.everywhere(4), 3, 1)) {
            while (true) {
                training.step(data.ids(), data.labels(), 1e-3);
                System.out.println("step");
            }
        } catch (EngineStoppedException e) {
            System.out.println("stopped " + EngineRuntime.process().stopping());
        }
    }

    private static void serve(Encoder encoder, TinyReference data) {
        try {
            while (true) {
                encoder.pooled(data.ids());
            }
        } catch (EngineStoppedException e) {
            System.out.println("served");
        }
    }
}
