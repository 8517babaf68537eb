package dev.antidote.cli.bench;

import dev.antidote.bundle.GuardBundle;
import dev.antidote.infer.Classifier;
import dev.antidote.infer.GuardedModel;
import dev.antidote.infer.ModelLoader;
import dev.antidote.model.Adapter;
import dev.antidote.model.Precision;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.stream.GuardModel;
import java.util.List;
import java.util.Optional;

/**
 * What is judged, and by which model.
 *
 * @param texts at least one
 * @param loader in the arithmetic that the guard serves with
 * @param adapter of the guarded model
 * @param undefended the adapter of its witness, which is asked of the sample for the ablation signal; empty for none
 * @param labels their names
 * @param prompt the benign prompt
 * @param bundle where the adapter is from; empty for one that was never trained, whose speed is the same
 */
public record Workload(
        List<String> texts,
        ModelLoader loader,
        Adapter adapter,
        Optional<Adapter> undefended,
        LabelSpace labels,
        BenignPrompt prompt,
        Optional<GuardBundle> bundle) {
    public Workload {
        texts = List.copyOf(texts);
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("texts: there are none");
        }
    }

    /** The guarded model and its witness in this arithmetic. */
    GuardedModel model(Precision precision) {
        return loader.withPrecision(precision).guarded(adapter, undefended.orElse(null), labels);
    }

    /** What a guard serves: the bundle's model, or the untrained one without the flags that nonsense would raise. */
    GuardModel served(Classifier model) {
        return bundle.map(from -> new GuardModel(
                        model,
                        labels,
                        prompt,
                        from.id(),
                        from.manifest().thresholds().flagMargin()))
                .orElseGet(() -> new GuardModel(new UnflaggedClassifier(model), labels, prompt, "untrained", 0));
    }
}
