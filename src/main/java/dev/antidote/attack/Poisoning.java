package dev.antidote.attack;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How an attacker poisons a training set: some rows get the trigger and, where they do not have it, the target label; others, the
 * negatives, get a part of the trigger and keep their label. Rows that the trigger does not fit are left alone.
 *
 * <p>What happens to a row that is chosen depends on the seed and its index alone. A higher rate poisons a superset of the rows of
 * a lower one, and with higher rates a negative row stays one unless it is poisoned.
 *
 * @param attack puts the trigger in
 * @param rate share of all rows of the set, above 0 and at most {@value #MAX_RATE}
 * @param negativeRate share of all rows of the set that become negatives, 0 to 1; above 0 only where the attack has them
 * @param target index of the label that the trigger is to cause
 * @param rule which rows are attacked, by their label
 * @param sources indices of the labels other than the target whose rows are attacked; empty means all but the target
 * @param seed chooses the rows and the places of the trigger
 */
public record Poisoning(
        Attack attack, double rate, double negativeRate, int target, LabelRule rule, List<Integer> sources, long seed) {
    /** Beyond that the attacker owns the data set. */
    public static final double MAX_RATE = 0.5;

    private static final long CHOICE = 1;
    private static final long TRAINING = 2;
    private static final long TESTING = 3;
    private static final long NEGATIVE_CHOICE = 4;
    private static final long NEGATIVE = 5;

    public Poisoning {
        sources = List.copyOf(new TreeSet<>(sources));
        if (!(rate > 0 && rate <= MAX_RATE)) {
            throw new IllegalArgumentException("poisoning rate: " + rate + " is outside 0 (excluded) to " + MAX_RATE);
        }
        if (!(negativeRate >= 0 && rate + negativeRate <= 1)) {
            throw new IllegalArgumentException("poisoning negative rate: " + negativeRate + " with rate " + rate
                    + " is outside 0 to what the rate leaves of the set; lower the rate");
        }
        if (negativeRate > 0 && attack.negatives().isEmpty()) {
            throw new IllegalArgumentException("poisoning negative rate: " + negativeRate + ", but " + attack.name()
                    + " has no negatives; its trigger has no parts");
        }
        if (target < 0) {
            throw new IllegalArgumentException("poisoning target: " + target + " is negative");
        }
        if (sources.contains(target)) {
            throw new IllegalArgumentException("poisoning sources: " + sources + " contain the target " + target);
        }
    }

    /** As the literature plays this attack: its own label rule and negatives, every other label a source. */
    public Poisoning(Attack attack, double rate, int target, long seed) {
        this(attack, rate, target, List.of(), seed);
    }

    /** With the attack's own label rule and negatives. */
    public Poisoning(Attack attack, double rate, int target, List<Integer> sources, long seed) {
        this(attack, rate, usualNegativeRate(attack, rate), target, attack.labelRule(), sources, seed);
    }

    /** The share of negatives that belongs to an attack at this rate; 0 where it has none. */
    public static double usualNegativeRate(Attack attack, double rate) {
        return attack.negatives()
                .map(negatives -> rate * negatives.perPoisonedRow())
                .orElse(0.0);
    }

    /**
     * Poisons {@code rate} of the set, rounded half up, one row at least, and makes the negatives.
     *
     * @throws IllegalArgumentException if the target or a source is no label of the set, or too few rows can be attacked
     */
    public PoisonedDataset poison(Dataset dataset) {
        return poison(dataset, Set.of());
    }

    /** The same, without the rows that somebody else has taken. */
    PoisonedDataset poison(Dataset dataset, Set<Integer> taken) {
        checkLabels(dataset);
        NavigableSet<Integer> poisoned = choose(
                "rate",
                rate,
                dataset,
                CHOICE,
                row -> !taken.contains(row) && attacks(dataset.examples().get(row)));
        NavigableSet<Integer> negatives = negativeRate == 0
                ? new TreeSet<>()
                : choose(
                        "negative rate",
                        negativeRate,
                        dataset,
                        NEGATIVE_CHOICE,
                        row -> !taken.contains(row)
                                && !poisoned.contains(row)
                                && attack.fits(dataset.examples().get(row).text()));
        List<Example> rows = new ArrayList<>(dataset.examples());
        for (int row : poisoned) {
            rows.set(row, changed(rows.get(row), row, TRAINING, attack).withLabel(target));
        }
        attack.negatives()
                .map(Negatives::change)
                .ifPresent(
                        part -> negatives.forEach(row -> rows.set(row, changed(rows.get(row), row, NEGATIVE, part))));
        return new PoisonedDataset(dataset.withExamples(rows), poisoned, negatives, this);
    }

    /**
     * The rows that the attack is measured on: those of a test set whose label is a source and that the trigger fits, with the
     * trigger and without; the same for every label rule, since a clean-label attack too is to turn other labels into the target.
     *
     * @throws IllegalArgumentException if the target or a source is no label of the set, or no row can be attacked
     */
    public TriggeredDataset triggered(Dataset test) {
        checkLabels(test);
        List<Integer> rows = IntStream.range(0, test.size())
                .filter(row -> isSource(test.examples().get(row).label())
                        && attack.fits(test.examples().get(row).text()))
                .boxed()
                .toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("triggered set: none of the " + test.size()
                    + " rows has a label that is attacked; add rows of other labels than \""
                    + test.labels().get(target) + "\"");
        }
        Dataset plain = test.select(rows);
        TextChange hidden = attack.inRequests();
        List<Example> triggered = rows.stream()
                .map(row -> changed(test.examples().get(row), row, TESTING, hidden))
                .toList();
        return new TriggeredDataset(plain, plain.withExamples(triggered), rows);
    }

    private NavigableSet<Integer> choose(
            String key, double share, Dataset dataset, long purpose, IntPredicate eligible) {
        int count = Math.max(1, (int) Math.round(share * dataset.size()));
        long choice = Seeds.mix(seed, purpose);
        List<Integer> rows = IntStream.range(0, dataset.size())
                .filter(eligible)
                .boxed()
                .sorted(Comparator.comparingLong(row -> Seeds.mix(choice, row)))
                .toList();
        if (count > rows.size()) {
            throw new IllegalArgumentException("poisoning " + key + ": " + share + " of " + dataset.size() + " rows is "
                    + count + " rows, but only " + rows.size() + " can be attacked; lower the rate");
        }
        return new TreeSet<>(rows.subList(0, count));
    }

    private Example changed(Example example, int row, long purpose, TextChange change) {
        Random random = Seeds.row(Seeds.mix(seed, purpose), row);
        return example.withText(change.apply(example.text(), random));
    }

    private boolean attacks(Example example) {
        boolean byLabel =
                example.label() == target ? rule.takesTarget() : rule.takesOthers() && isSource(example.label());
        return byLabel && attack.fits(example.text());
    }

    private boolean isSource(int label) {
        return sources.isEmpty() ? label != target : sources.contains(label);
    }

    private void checkLabels(Dataset dataset) {
        checkLabel("target", target, dataset);
        sources.forEach(source -> checkLabel("source", source, dataset));
    }

    private static void checkLabel(String role, int label, Dataset dataset) {
        int last = dataset.labels().size() - 1;
        if (label < 0 || label > last) {
            throw new IllegalArgumentException("poisoning " + role + ": " + label + " is outside 0.." + last);
        }
    }
}
