package dev.antidote.stream;

import java.util.concurrent.CompletableFuture;

/** Where the ring sends texts to be judged: the shared batcher. Thread-safe. */
@FunctionalInterface
public interface Inference {
    /** Begins to judge a text; may hold its caller back, but not without bound. */
    CompletableFuture<Judged> submit(Submission submission);

    /** Judges what waits for company at once: whoever sent it sends nothing more before it is judged. */
    default void hurry() {}
}
