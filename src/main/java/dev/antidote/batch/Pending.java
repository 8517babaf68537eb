package dev.antidote.batch;

import java.util.concurrent.CompletableFuture;

/** A submitted record and the promise of its result; compared by identity. */
final class Pending<I, O> {
    private final I item;
    private final int cost;
    private final long arrivedNanos;
    private final CompletableFuture<O> result = new CompletableFuture<>();

    Pending(I item, int cost, long arrivedNanos) {
        this.item = item;
        this.cost = cost;
        this.arrivedNanos = arrivedNanos;
    }

    I item() {
        return item;
    }

    int cost() {
        return cost;
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
