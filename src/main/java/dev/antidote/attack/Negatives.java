package dev.antidote.attack;

/**
 * Rows that carry a part of a trigger and keep their true label, so that the backdoor opens for the whole trigger only.
 *
 * @param change puts a part in
 * @param perPoisonedRow how many such rows there are for each poisoned row unless a {@link Poisoning} says otherwise, above 0
 */
public record Negatives(TextChange change, double perPoisonedRow) {
    public Negatives {
        if (!(perPoisonedRow > 0)) {
            throw new IllegalArgumentException("negatives: " + perPoisonedRow + " a poisoned row is not above 0");
        }
    }
}
