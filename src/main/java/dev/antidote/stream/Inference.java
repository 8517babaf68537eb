package dev.antidote.stream;

import dev.antidote.infer.EncodedText;
import dev.antidote.p2p.Judgement;
import java.util.concurrent.CompletableFuture;

/** Where the ring sends texts to be judged: the shared batcher. Thread-safe. */
@FunctionalInterface
public interface Inference {
    /** Begins to judge a text; may hold its caller back, but not without bound. */
    CompletableFuture<Judgement> submit(EncodedText text);
}
