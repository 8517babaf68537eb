package dev.antidote.infer;

import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.Judgement;
import java.util.List;

/**
 * The seam between streams and models: judges guarded texts in batches. Metrics, retries and shadow scoring are decorators.
 *
 * <p>Thread-safe: {@link #encode} may run on any thread while {@link #classify} runs on another.
 */
public interface Classifier {
    /** Tokenizes a text; never fails for a text of any content. */
    EncodedText encode(GuardedText text);

    /**
     * Judges a batch in one forward pass.
     *
     * @return one judgement a text, in the order given
     * @throws ClassifierException if the engine fails; the batch may be retried or bisected
     */
    List<Judgement> classify(List<EncodedText> batch);
}
