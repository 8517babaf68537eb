package dev.antidote.lab.experiment;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of an experiment.
 *
 * @param name for people
 * @param train clean rows, which an attack poisons
 * @param test clean rows that no training sees
 * @param away clean rows of another set under the same labels, for the question whether a defence carries over
 */
public record LabData(String name, Dataset train, Dataset test, Optional<Dataset> away) {
    public LabData {
        requireSameLabels(name, train, test);
        away.ifPresent(other -> requireSameLabels(name, train, other));
        if (train.size() == 0 || test.size() == 0) {
            throw new IllegalArgumentException(name + ": there are " + train.size() + " rows to train on and "
                    + test.size() + " to test on; both are needed");
        }
    }

    /** Without another set. */
    public LabData(String name, Dataset train, Dataset test) {
        this(name, train, test, Optional.empty());
    }

    /** Rows to test on whose text is a training row's too: what is learned by heart says nothing of other texts. */
    public int testRowsSeen() {
        Set<String> trained = train.examples().stream().map(Example::text).collect(Collectors.toSet());
        return (int) test.examples().stream()
                .filter(row -> trained.contains(row.text()))
                .count();
    }

    private static void requireSameLabels(String name, Dataset one, Dataset other) {
        if (!one.labels().equals(other.labels())) {
            throw new IllegalArgumentException(
                    name + ": the labels " + other.labels() + " are not those of the training rows, " + one.labels());
        }
    }
}
