package dev.antidote.cli.bench;

import dev.antidote.infer.EncodedText;
import dev.antidote.infer.GuardedModel;
import dev.antidote.model.Precision;
import java.util.List;

/** One model and the workload's texts, tokenized beforehand: the forward pass and nothing else. */
final class RawEngine implements AutoCloseable {
    private final GuardedModel model;
    private final List<EncodedText> texts;

    RawEngine(Workload workload, Precision precision) {
        this.model = workload.model(precision);
        this.texts = workload.texts().stream()
                .map(text -> model.encode(workload.prompt().guard(text)))
                .toList();
    }

    GuardedModel model() {
        return model;
    }

    /** Tokens of all texts, special ones and the benign prompt included; the engine computes no padding. */
    long tokens() {
        return texts.stream().mapToLong(EncodedText::length).sum();
    }

    /** Judges all texts so many times, in batches of similar length. */
    double textsPerSecond(int passes) {
        long start = System.nanoTime();
        for (int pass = 0; pass < passes; pass++) {
            model.classify(texts);
        }
        return passes * texts.size() / ((System.nanoTime() - start) / 1e9);
    }

    @Override
    public void close() {
        model.close();
    }
}
