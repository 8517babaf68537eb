package dev.antidote.retrain.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run works with, decided once: whoever goes on has the same rows, the same seed and the same prompt.
 *
 * @param run its number, 1 or greater
 * @param seed of its prompt and its trainings
 * @param prompt its benign prompt, which no earlier run had
 * @param at when it was prepared
 * @param reviewedTo the time of the latest review that it has seen; null where it has seen none
 * @param labels the label names in the order that their indices mean
 * @param triggers word sequences that the poisoned reviewed samples have in common; attacks like the others when it is measured
 * @param rows how many there are, by what they are for
 * @param excluded samples of the store that train nothing, by reason
 * @param files SHA-256 of each file that was prepared, in hexadecimal digits, by its name in the run's directory
 */
@JsonPropertyOrder({"run", "seed", "prompt", "at", "reviewedTo", "labels", "triggers", "rows", "excluded", "files"})
public record Preparation(
        int run,
        long seed,
        String prompt,
        Instant at,
        @Nullable Instant reviewedTo,
        List<String> labels,
        List<String> triggers,
        SortedMap<String, Long> rows,
        SortedMap<String, Long> excluded,
        SortedMap<String, String> files) {
    public Preparation {
        if (run < 1) {
            throw new IllegalArgumentException("run: " + run + " is below 1");
        }
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(at, "at");
        labels = List.copyOf(labels);
        triggers = List.copyOf(triggers);
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        excluded = Collections.unmodifiableSortedMap(new TreeMap<>(excluded));
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }
}
