package dev.antidote.batch;

import java.util.List;

/** What a batch is run through: one output an input, in order. */
@FunctionalInterface
public interface BatchFunction<I, O> {
    /** Runs one batch; called by one batcher thread at a time. */
    List<O> apply(List<I> batch);
}
