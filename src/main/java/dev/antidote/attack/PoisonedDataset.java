package dev.antidote.attack;

import dev.antidote.data.Dataset;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A training set after the attack, with the truth about it that a defender does not have.
 *
 * @param dataset all rows in their order, some poisoned
 * @param poisoned indices of the poisoned rows
 * @param negatives indices of the rows that carry a part of the trigger and keep their label; none of them is poisoned
 * @param poisoning what was done
 */
public record PoisonedDataset(
        Dataset dataset, NavigableSet<Integer> poisoned, NavigableSet<Integer> negatives, Poisoning poisoning) {
    public PoisonedDataset {
        poisoned = rows("poisoned", poisoned, dataset);
        negatives = rows("negatives", negatives, dataset);
        if (!Collections.disjoint(poisoned, negatives)) {
            throw new IllegalArgumentException("negatives: some are among the poisoned rows");
        }
    }

    /** No row carries a part of the trigger only. */
    public PoisonedDataset(Dataset dataset, NavigableSet<Integer> poisoned, Poisoning poisoning) {
        this(dataset, poisoned, new TreeSet<>(), poisoning);
    }

    PoisonedDataset within(Dataset whole) {
        return new PoisonedDataset(whole, poisoned, negatives, poisoning);
    }

    private static NavigableSet<Integer> rows(String role, NavigableSet<Integer> rows, Dataset dataset) {
        if (!rows.isEmpty() && (rows.first() < 0 || rows.last() >= dataset.size())) {
            throw new IllegalArgumentException(role + ": " + rows.last() + " is outside 0.." + (dataset.size() - 1));
        }
        return Collections.unmodifiableNavigableSet(new TreeSet<>(rows));
    }
}
