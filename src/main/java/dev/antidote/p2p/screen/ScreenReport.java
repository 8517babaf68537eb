package dev.antidote.p2p.screen;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The outcome of a screen.
 *
 * @param candidates how many candidates were mined
 * @param excused how many of them trusted rows vouched for, and were not tested
 * @param tested the evidence on those that passed the first insertions, strongest first
 */
public record ScreenReport(int candidates, int excused, List<Evidence> tested) {
    public ScreenReport {
        tested = List.copyOf(tested);
    }

    /** The confirmed triggers, strongest first. */
    public List<Evidence> triggers() {
        return tested.stream().filter(Evidence::trigger).toList();
    }

    /** Indices of the rows that hold a confirmed trigger under its label. */
    public NavigableSet<Integer> poisonedRows() {
        NavigableSet<Integer> rows = new TreeSet<>();
        triggers().forEach(evidence -> rows.addAll(evidence.candidate().rows()));
        return rows;
    }
}
