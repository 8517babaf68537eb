package dev.antidote.retrain.review;

/** Why a sample of the store is not in the training feed. */
public enum Exclusion {
    /** Nobody has reviewed it. */
    UNREVIEWED,
    /** Its latest review skipped it. */
    SKIPPED,
    /** Another sample has the same text but for case, form or white space, and a different label. */
    CONFLICTING_LABELS,
    /** Its source would have more than its share. */
    SOURCE_CAP,
    /** Its reviewer would have more than one's share. */
    REVIEWER_CAP
}
