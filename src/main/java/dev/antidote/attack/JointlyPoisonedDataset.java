package dev.antidote.attack;

import dev.antidote.data.Dataset;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A training set after several attackers.
 *
 * @param dataset all rows in their order, with everybody's work in it
 * @param works what each attacker did, in the order of {@link Attackers}; all over {@code dataset}
 */
public record JointlyPoisonedDataset(Dataset dataset, List<PoisonedDataset> works) {
    public JointlyPoisonedDataset {
        works = List.copyOf(works);
        if (works.isEmpty()) {
            throw new IllegalArgumentException("works: one attacker is needed at least");
        }
    }

    /** Indices of the rows that anybody poisoned; negatives are not among them. */
    public NavigableSet<Integer> poisoned() {
        NavigableSet<Integer> rows = new TreeSet<>();
        works.forEach(work -> rows.addAll(work.poisoned()));
        return Collections.unmodifiableNavigableSet(rows);
    }
}
