package dev.antidote.batch;

import java.util.concurrent.CompletableFuture;

/** A submitted record and the promise of its result; compared by identity. */
final class Pending<I, O> {
    private final I item;
    private final int cost;
    private final int group;
    private final long arrivedNanos;
    private final CompletableFuture<O> result = new CompletableFuture<>();

    Pending(I item, int cost, int group, long arrivedNanos) {
        this.item = item;
        this.cost = cost;
        this.group = group;
        this.arrivedNanos = arrivedNanos;
    }

    I item() {
        return item;
    }

    int cost() {
        return cost;
    }

    /** Which others it goes with best. */
    int group() {
        return group;
    }

    long arrivedNanos() {
        return arrivedNanos;
    }

    CompletableFuture<O> result() {
        return result;
    }

    /** Whether somebody still wants a result: neither completed nor cancelled. */
    boolean isWanted() {
        return !result.isDone();
    }
}
