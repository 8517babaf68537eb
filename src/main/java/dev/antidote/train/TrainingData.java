package dev.antidote.train;

import dev.antidote.attack.PoisonedDataset;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.Splits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The set D and which of its rows a person reviewed.
 *
 * @param data the possibly poisoned set, trusted rows included
 * @param trusted indices of the reviewed rows
 */
public record TrainingData(Dataset data, NavigableSet<Integer> trusted) {
    public TrainingData {
        trusted = Collections.unmodifiableNavigableSet(new TreeSet<>(trusted));
    }

    /** Nobody reviewed anything. */
    public static TrainingData unreviewed(Dataset data) {
        return new TrainingData(data, new TreeSet<>());
    }

    /** Adds reviewed rows; where a text stands in both, the reviewed label wins. */
    public static TrainingData with(Dataset data, Dataset reviewed) {
        Map<String, Integer> label = new HashMap<>();
        reviewed.examples().forEach(row -> label.put(row.text(), row.label()));
        List<Example> rows = new ArrayList<>(data.examples().stream()
                .filter(row -> !label.containsKey(row.text()))
                .toList());
        NavigableSet<Integer> trusted = new TreeSet<>();
        for (Example row : reviewed.examples()) {
            if (label.remove(row.text()) != null) {
                trusted.add(rows.size());
                rows.add(row);
            }
        }
        return new TrainingData(data.withExamples(rows), trusted);
    }

    /**
     * A review of a sample of the set, played for an experiment: of the rows drawn, the reviewer throws out the poisoned ones.
     *
     * @param share of the rows that is reviewed, 0..1
     */
    public static TrainingData reviewed(PoisonedDataset poisoned, double share, long seed) {
        NavigableSet<Integer> trusted = new TreeSet<>(Splits.sample(poisoned.dataset(), share, seed));
        trusted.removeAll(poisoned.poisoned());
        return new TrainingData(poisoned.dataset(), trusted);
    }
}
