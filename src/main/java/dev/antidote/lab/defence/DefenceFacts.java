package dev.antidote.lab.defence;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a defence did, for reports: the same for the same task.
 *
 * @param removals rows that its parts took out of the training set, in order; an experiment compares them with the truth
 * @param triggers triggers that it named, strongest first
 * @param undecided what decides texts like a trigger and may be an honest phrase, in the most rows first; its rows stayed in
 * @param figures what it chose or counted, by name, for example "threshold"
 */
public record DefenceFacts(
        List<Removal> removals, List<String> triggers, List<String> undecided, SortedMap<String, Double> figures) {
    /** Nothing to tell. */
    public static final DefenceFacts NONE = new DefenceFacts(List.of(), List.of(), List.of(), new TreeMap<>());

    public DefenceFacts {
        removals = List.copyOf(removals);
        triggers = List.copyOf(triggers);
        undecided = List.copyOf(undecided);
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    }

    /** Only figures. */
    static DefenceFacts figures(Map<String, Double> figures) {
        return new DefenceFacts(List.of(), List.of(), List.of(), new TreeMap<>(figures));
    }

    /** Indices into D of all rows that were taken out. */
    public NavigableSet<Integer> removed() {
        NavigableSet<Integer> rows = new TreeSet<>();
        removals.forEach(removal -> rows.addAll(removal.rows()));
        return rows;
    }

    /**
     * Rows that one part took out.
     *
     * @param by the part in words
     * @param rows indices into D
     */
    public record Removal(String by, NavigableSet<Integer> rows) {
        public Removal {
            rows = Collections.unmodifiableNavigableSet(new TreeSet<>(rows));
        }
    }
}
