package dev.antidote.batch;

import java.util.List;

/** What a batch is run through: one output an input, in order. */
@FunctionalInterface
public interface BatchFunction<I, O> {
    /** Runs one batch; called by as many threads at a time as the batcher has workers. */
    List<O> apply(List<I> batch);
}
