package dev.antidote.data;

import java.util.HashSet;
import java.util.List;

/**
 * Examples with the names of their labels, in the order that the indices mean.
 *
 * @param labels at least two distinct names
 * @param examples rows whose label is below {@code labels.size()}; may be empty
 */
public record Dataset(List<String> labels, List<Example> examples) {
    public Dataset {
        labels = List.copyOf(labels);
        examples = List.copyOf(examples);
        if (labels.size() < 2) {
            throw new IllegalArgumentException("labels: at least two are needed, got " + labels);
        }
        if (new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException("labels: names repeat in " + labels);
        }
        for (Example example : examples) {
            if (example.label() >= labels.size()) {
                throw new IllegalArgumentException(
                        "label: " + example.label() + " is outside 0.." + (labels.size() - 1));
            }
        }
    }

    /** The number of rows. */
    public int size() {
        return examples.size();
    }

    /** The same labels over other rows. */
    public Dataset withExamples(List<Example> rows) {
        return new Dataset(labels, rows);
    }

    /** The rows at these indices, in this order. */
    public Dataset select(List<Integer> rows) {
        return withExamples(rows.stream().map(examples::get).toList());
    }
}
