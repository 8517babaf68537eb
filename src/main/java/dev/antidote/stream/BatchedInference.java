package dev.antidote.stream;

import dev.antidote.batch.DynamicBatcher;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Judges in batches that all rings share.
 *
 * @param batcher gathers them
 * @param patience how long a submission waits for room in its queue
 */
record BatchedInference(DynamicBatcher<Submission, Judged> batcher, Duration patience) implements Inference {
    @Override
    public CompletableFuture<Judged> submit(Submission submission) {
        return batcher.submit(submission, patience);
    }

    @Override
    public void hurry() {
        batcher.hurry();
    }
}
