package dev.antidote.p2p.screen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
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

    /** What this and a later screen of what this one left found together; the triggers of this one first. */
    public ScreenReport and(ScreenReport later) {
        List<Evidence> evidence = new ArrayList<>(tested);
        evidence.addAll(later.tested);
        SortedMap<Integer, List<TriggerPart>> held = new TreeMap<>(later.carried);
        held.putAll(carried);
        return new ScreenReport(candidates + later.candidates, excused + later.excused, evidence, held);
    }

    /** The same report with the rows of a part of a set named by their indices in the whole of it. */
    ScreenReport inWhole(List<Integer> rows) {
        SortedMap<Integer, List<TriggerPart>> held = new TreeMap<>();
        carried.forEach((row, parts) -> held.put(rows.get(row), parts));
        return new ScreenReport(
                candidates,
                excused,
                tested.stream().map(evidence -> evidence.inWhole(rows)).toList(),
                held);
    }

    /** The confirmed triggers, strongest first. */
    public List<Evidence> triggers() {
        return tested.stream().filter(Evidence::isTrigger).toList();
    }

    /**
     * What decides texts like a trigger and may be honest, in the most rows first. What is part of the same rows is named once.
     *
     * @param purged indices of the rows that were taken out, for whatever reason; what has half of its rows there is dealt with
     */
    public List<Evidence> undecided(Set<Integer> purged) {
        Set<Integer> explained = new TreeSet<>(purged);
        List<Evidence> named = new ArrayList<>();
        tested.stream()
                .filter(Evidence::isUndecided)
                .sorted(Comparator.comparingInt(
                        evidence -> -evidence.candidate().rows().size()))
                .forEach(evidence -> {
                    List<Integer> rows = evidence.candidate().rows();
                    if (2 * rows.stream().filter(explained::contains).count() < rows.size()) {
                        named.add(evidence);
                        explained.addAll(rows);
                    }
                });
        return named;
    }

    /** Indices of the rows that hold a confirmed trigger under its label. */
    public NavigableSet<Integer> poisonedRows() {
        return new TreeSet<>(carried.keySet());
    }
}
