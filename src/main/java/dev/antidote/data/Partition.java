package dev.antidote.data;

/**
 * The disjoint parts of one set, under the same labels, each in the order of the whole.
 *
 * @param train what is neither of the others
 * @param test for measuring only
 * @param trusted rows whose labels a person reviewed
 */
public record Partition(Dataset train, Dataset test, Dataset trusted) {}
