package dev.antidote.p2p.screen;

import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The outcome of a screen.
 *
 * @param candidates how many candidates were mined
 * @param excused how many of them trusted rows vouched for, and were not tested
 * @param tested the evidence on those that passed the first insertions, strongest first
 * @param carried what each poisoned row, by its index, holds of the confirmed triggers of its label
 */
public record ScreenReport(
        int candidates, int excused, List<Evidence> tested, SortedMap<Integer, List<TriggerPart>> carried) {
    public ScreenReport {
        tested = List.copyOf(tested);
        carried = Collections.unmodifiableSortedMap(new TreeMap<>(carried));
    }

    /** The confirmed triggers, strongest first. */
    public List<Evidence> triggers() {
        return tested.stream().filter(Evidence::trigger).toList();
    }

    /** Indices of the rows that hold a confirmed trigger under its label. */
    public NavigableSet<Integer> poisonedRows() {
        return new TreeSet<>(carried.keySet());
    }
}
