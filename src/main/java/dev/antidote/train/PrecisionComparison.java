package dev.antidote.train;

import dev.antidote.data.Proportion;
import dev.antidote.infer.GuardedModel;
import dev.antidote.infer.ModelLoader;
import dev.antidote.model.Adapter;
import dev.antidote.model.Precision;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.LabelSpace;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The labels that one guarded model gives the same texts in fp32 and in bf16.
 *
 * @param fp32 one label a text, the reference
 * @param bf16 one label a text, in the same order
 */
public record PrecisionComparison(List<Integer> fp32, List<Integer> bf16) {
    public PrecisionComparison {
        fp32 = List.copyOf(fp32);
        bf16 = List.copyOf(bf16);
        if (fp32.size() != bf16.size()) {
            throw new IllegalArgumentException(
                    "comparison: " + fp32.size() + " labels in fp32, " + bf16.size() + " in bf16");
        }
    }

    /** Judges all texts in both; slow in bf16 where the processor does not multiply it natively. */
    public static PrecisionComparison of(
            ModelLoader loader, Adapter adapter, LabelSpace labels, BenignPrompt prompt, List<String> texts) {
        return new PrecisionComparison(
                labels(loader.withPrecision(Precision.FP32), adapter, labels, prompt, texts),
                labels(loader.withPrecision(Precision.BF16), adapter, labels, prompt, texts));
    }

    private static List<Integer> labels(
            ModelLoader loader, Adapter adapter, LabelSpace labels, BenignPrompt prompt, List<String> texts) {
        try (GuardedModel model = loader.guarded(adapter, labels)) {
            return IntStream.of(model.labels(texts, prompt)).boxed().toList();
        }
    }

    /** The share of the texts with the same label in both. */
    public Proportion agreement() {
        long same = IntStream.range(0, fp32.size())
                .filter(i -> fp32.get(i).equals(bf16.get(i)))
                .count();
        return new Proportion(same, fp32.size());
    }

    /** The share of the texts whose label in fp32 is this one. */
    public Proportion fp32Accuracy(List<Integer> truth) {
        return accuracy(fp32, truth);
    }

    /** The share of the texts whose label in bf16 is this one. */
    public Proportion bf16Accuracy(List<Integer> truth) {
        return accuracy(bf16, truth);
    }

    private static Proportion accuracy(List<Integer> given, List<Integer> truth) {
        long correct = IntStream.range(0, given.size())
                .filter(i -> given.get(i).equals(truth.get(i)))
                .count();
        return new Proportion(correct, given.size());
    }
}
