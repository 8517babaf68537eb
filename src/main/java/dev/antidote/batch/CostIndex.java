package dev.antidote.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records that wait, by their cost; of equals the oldest is found first. Not thread-safe. */
final class CostIndex<I, O> {
    private final NavigableMap<Integer, Deque<Pending<I, O>>> byCost = new TreeMap<>(); // no queue is empty

    void add(Pending<I, O> pending) {
        byCost.computeIfAbsent(pending.cost(), cost -> new ArrayDeque<>()).addLast(pending);
    }

    /** The record of this cost, or of the least one above it. */
    @Nullable
    Pending<I, O> atLeast(int cost) {
        return first(byCost.ceilingEntry(cost));
    }

    /** The record of the greatest cost below this one. */
    @Nullable
    Pending<I, O> below(int cost) {
        return first(byCost.lowerEntry(cost));
    }

    /** Takes out a record, which is the oldest of its cost. */
    void remove(Pending<I, O> pending) {
        Deque<Pending<I, O>> sameCost = Objects.requireNonNull(byCost.get(pending.cost()));
        sameCost.removeFirst();
        if (sameCost.isEmpty()) {
            byCost.remove(pending.cost());
        }
    }

    private @Nullable Pending<I, O> first(Map.@Nullable Entry<Integer, Deque<Pending<I, O>>> sameCost) {
        return sameCost == null ? null : sameCost.getValue().peekFirst();
    }
}
