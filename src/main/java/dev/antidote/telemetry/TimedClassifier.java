package dev.antidote.telemetry;

import dev.antidote.infer.Classifier;
import dev.antidote.infer.EncodedText;
import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.Judgement;
import dev.antidote.p2p.UnguardedText;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures the forward passes of one bundle's model, failed ones too. Thread-safe.
 *
 * @param model judges
 * @param meters of its bundle
 * @param nanoTime a clock in nanoseconds
 */
record TimedClassifier(Classifier model, BundleMeters.Engine meters, LongSupplier nanoTime) implements Classifier {
    @Override
    public EncodedText encode(GuardedText text) {
        return model.encode(text);
    }

    @Override
    public EncodedText encodeUnguarded(UnguardedText text) {
        return model.encodeUnguarded(text);
    }

    @Override
    public List<Judgement> classify(List<EncodedText> batch) {
        long start = nanoTime.getAsLong();
        try {
            return model.classify(batch);
        } finally {
            meters.inference().record(Duration.ofNanos(nanoTime.getAsLong() - start));
            meters.texts().increment(batch.size());
            long tokens = batch.stream().mapToLong(EncodedText::length).sum();
            long longest = batch.stream().mapToLong(EncodedText::length).max().orElse(0);
            meters.tokens().increment((double) tokens);
            meters.padding().increment((double) (longest * batch.size() - tokens));
        }
    }
}
