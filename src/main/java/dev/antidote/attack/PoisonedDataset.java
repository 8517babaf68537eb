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
 * @param poisoning what was done
 */
public record PoisonedDataset(Dataset dataset, NavigableSet<Integer> poisoned, Poisoning poisoning) {
    public PoisonedDataset {
        poisoned = Collections.unmodifiableNavigableSet(new TreeSet<>(poisoned));
        if (!poisoned.isEmpty() && (poisoned.first() < 0 || poisoned.last() >= dataset.size())) {
            throw new IllegalArgumentException(
                    "poisoned: " + poisoned.last() + " is outside 0.." + (dataset.size() - 1));
        }
    }
}
