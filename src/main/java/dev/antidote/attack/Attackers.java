package dev.antidote.attack;

import dev.antidote.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Several attackers on one training set, who do not know of each other. Whoever comes first takes the rows that he would take
 * alone; the others take theirs from what is left, so that no row is attacked twice and each rate holds.
 *
 * @param each one or more, in the order in which they come
 */
public record Attackers(List<Poisoning> each) {
    public Attackers {
        each = List.copyOf(each);
        if (each.isEmpty()) {
            throw new IllegalArgumentException("attackers: one is needed at least");
        }
    }

    /**
     * Lets each poison his share of the set.
     *
     * @throws IllegalArgumentException as {@link Poisoning#poison} does
     */
    public JointlyPoisonedDataset poison(Dataset clean) {
        Dataset dataset = clean;
        NavigableSet<Integer> taken = new TreeSet<>();
        List<PoisonedDataset> works = new ArrayList<>();
        for (Poisoning poisoning : each) {
            PoisonedDataset work = poisoning.poison(dataset, taken);
            taken.addAll(work.poisoned());
            taken.addAll(work.negatives());
            dataset = work.dataset();
            works.add(work);
        }
        Dataset whole = dataset;
        return new JointlyPoisonedDataset(
                whole, works.stream().map(work -> work.within(whole)).toList());
    }
}
