package dev.antidote.retrain.review;

/**
 * What became of entries.
 *
 * @param added reviews that are new
 * @param asBefore entries that say what the same reviewer said last of the same sample; nothing was added for them
 */
public record ReviewTally(long added, long asBefore) {}
