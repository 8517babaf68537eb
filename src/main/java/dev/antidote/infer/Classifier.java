package dev.antidote.infer;

import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.Judgement;
import dev.antidote.p2p.UnguardedText;
import java.util.List;

/**
 * The seam between streams and models: judges texts in batches. Metrics, retries and shadow scoring are decorators.
 *
 * <p>Thread-safe: {@link #encode} may run on any thread while {@link #classify} runs on another.
 */
public interface Classifier {
    /** Tokenizes a text; never fails for a text of any content. */
    EncodedText encode(GuardedText text);

    /**
     * Tokenizes a text without the benign prompt, for the ablation signal alone; never fails for a text of any content.
     *
     * @return a text that is not {@link EncodedText#guarded guarded}
     */
    EncodedText encodeUnguarded(UnguardedText text);

    /**
     * Judges a batch: guarded texts in one forward pass and in the extended space; the others in the base space, in the same pass or by
     * another model.
     *
     * @return one judgement a text, in the order given
     * @throws ClassifierException if the engine fails; the batch may be retried or bisected
     */
    List<Judgement> classify(List<EncodedText> batch);
}
