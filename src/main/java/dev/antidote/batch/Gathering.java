package dev.antidote.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A batch that is being gathered around the record that has waited longest. */
final class Gathering<I, O> {
    private final Pending<I, O> leader;
    private final List<Pending<I, O>> records;
    private long tokens;
    private int largest;

    Gathering(Pending<I, O> leader, int most) {
        this.leader = leader;
        this.records = new ArrayList<>(most);
        add(leader);
    }

    void add(Pending<I, O> pending) {
        records.add(pending);
        tokens += pending.cost();
        largest = Math.max(largest, pending.cost());
    }

    Pending<I, O> leader() {
        return leader;
    }

    int size() {
        return records.size();
    }

    /** The sum of all costs. */
    long tokens() {
        return tokens;
    }

    /** The greatest cost. */
    int largest() {
        return largest;
    }

    /** The records, the cheapest first. */
    List<Pending<I, O>> ordered() {
        records.sort(Comparator.comparingInt(Pending::cost));
        return List.copyOf(records);
    }
}
