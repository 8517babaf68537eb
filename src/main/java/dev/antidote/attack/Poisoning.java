package dev.antidote.attack;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How an attacker poisons a training set: rows of other labels get the trigger and the target label. What happens to a row
 * depends on the seed and its index alone, and a higher rate poisons a superset of the rows of a lower one.
 *
 * @param attack puts the trigger in
 * @param rate share of all rows of the set, above 0 and at most {@value #MAX_RATE}
 * @param target index of the label that the trigger is to cause
 * @param sources indices of the labels whose rows are attacked, without the target; empty means all but the target
 * @param seed chooses the rows and the places of the trigger
 */
public record Poisoning(Attack attack, double rate, int target, List<Integer> sources, long seed) {
    /** Beyond that the attacker owns the data set. */
    public static final double MAX_RATE = 0.5;

    private static final long CHOICE = 1;
    private static final long TRAINING = 2;
    private static final long TESTING = 3;

    public Poisoning {
        sources = List.copyOf(new TreeSet<>(sources));
        if (!(rate > 0 && rate <= MAX_RATE)) {
            throw new IllegalArgumentException("poisoning rate: " + rate + " is outside 0 (excluded) to " + MAX_RATE);
        }
        if (target < 0) {
            throw new IllegalArgumentException("poisoning target: " + target + " is negative");
        }
        if (sources.contains(target)) {
            throw new IllegalArgumentException("poisoning sources: " + sources + " contain the target " + target);
        }
    }

    /** Attacks the rows of every label but the target, as the literature does. */
    public Poisoning(Attack attack, double rate, int target, long seed) {
        this(attack, rate, target, List.of(), seed);
    }

    /**
     * Poisons {@code rate} of the set, rounded half up, one row at least.
     *
     * @throws IllegalArgumentException if the target or a source is no label of the set, or too few rows can be attacked
     */
    public PoisonedDataset poison(Dataset dataset) {
        List<Integer> eligible = eligible(dataset);
        int count = Math.max(1, (int) Math.round(rate * dataset.size()));
        if (count > eligible.size()) {
            throw new IllegalArgumentException("poisoning rate: " + rate + " of " + dataset.size() + " rows is " + count
                    + " rows, but only " + eligible.size() + " have a label that is attacked; lower the rate");
        }
        long choice = Seeds.mix(seed, CHOICE);
        NavigableSet<Integer> chosen = new TreeSet<>();
        eligible.stream()
                .sorted(Comparator.comparingLong(row -> Seeds.mix(choice, row)))
                .limit(count)
                .forEach(chosen::add);
        List<Example> rows = new ArrayList<>(dataset.examples());
        for (int row : chosen) {
            rows.set(row, trigger(rows.get(row), row, TRAINING).withLabel(target));
        }
        return new PoisonedDataset(dataset.withExamples(rows), chosen, this);
    }

    /**
     * The rows that the attack is measured on: those of a test set that could be attacked, with the trigger and without.
     *
     * @throws IllegalArgumentException if the target or a source is no label of the set, or no row can be attacked
     */
    public TriggeredDataset triggered(Dataset test) {
        List<Integer> rows = eligible(test);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("triggered set: none of the " + test.size()
                    + " rows has a label that is attacked; add rows of other labels than \""
                    + test.labels().get(target) + "\"");
        }
        Dataset plain = test.select(rows);
        List<Example> triggered = rows.stream()
                .map(row -> trigger(test.examples().get(row), row, TESTING))
                .toList();
        return new TriggeredDataset(plain, plain.withExamples(triggered), rows);
    }

    private Example trigger(Example example, int row, long purpose) {
        Random random = Seeds.row(Seeds.mix(seed, purpose), row);
        return example.withText(attack.apply(example.text(), random));
    }

    private List<Integer> eligible(Dataset dataset) {
        checkLabel("target", target, dataset);
        sources.forEach(source -> checkLabel("source", source, dataset));
        return IntStream.range(0, dataset.size())
                .filter(row -> attacks(dataset.examples().get(row).label()))
                .boxed()
                .toList();
    }

    private boolean attacks(int label) {
        return sources.isEmpty() ? label != target : sources.contains(label);
    }

    private static void checkLabel(String role, int label, Dataset dataset) {
        int last = dataset.labels().size() - 1;
        if (label < 0 || label > last) {
            throw new IllegalArgumentException("poisoning " + role + ": " + label + " is outside 0.." + last);
        }
    }
}
