package dev.antidote.infer;

import dev.antidote.model.Adapter;
import dev.antidote.model.BaseModel;
import dev.antidote.model.Encoder;
import dev.antidote.model.Precision;
import dev.antidote.model.TextTokenizer;
import dev.antidote.p2p.LabelSpace;
import org.jspecify.annotations.Nullable;

/**
 * Puts an adapter on the base model for inference, merged into the weights.
 *
 * @param base the frozen model
 * @param tokenizer its tokenizer
 * @param maxTokens longest text in tokens
 * @param precision arithmetic of the forward pass
 */
public record ModelLoader(BaseModel base, TextTokenizer tokenizer, int maxTokens, Precision precision) {
    /** A guarded model; the adapter's head must have {@code labels.classes()} rows. */
    public GuardedModel guarded(Adapter adapter, LabelSpace labels) {
        return guarded(adapter, null, labels);
    }

    /**
     * A guarded model with a witness.
     *
     * @param undefended learned the same data without the defence, with a head of {@code labels.size()} rows; null for no witness
     */
    public GuardedModel guarded(Adapter adapter, @Nullable Adapter undefended, LabelSpace labels) {
        requireClasses(adapter, labels.classes());
        if (undefended == null) {
            return new GuardedModel(scorer(adapter), null, labels);
        }
        requireClasses(undefended, labels.size());
        TextScorer scorer = scorer(adapter);
        try {
            return new GuardedModel(scorer, scorer(undefended), labels);
        } catch (RuntimeException e) {
            scorer.close();
            throw e;
        }
    }

    /** An undefended model; the adapter's head must have {@code labels.size()} rows. */
    public UndefendedModel undefended(Adapter adapter, LabelSpace labels) {
        requireClasses(adapter, labels.size());
        return new UndefendedModel(scorer(adapter));
    }

    /** The same in another arithmetic. */
    public ModelLoader withPrecision(Precision other) {
        return new ModelLoader(base, tokenizer, maxTokens, other);
    }

    private TextScorer scorer(Adapter adapter) {
        return new TextScorer(Encoder.load(base, adapter, precision), tokenizer, maxTokens);
    }

    private static void requireClasses(Adapter adapter, int classes) {
        if (adapter.classes() != classes) {
            throw new IllegalArgumentException(
                    "adapter: its head has " + adapter.classes() + " classes, the labels need " + classes);
        }
    }
}
