package dev.antidote.retrain.store;

/** Why a flagged record has no sample in the store. */
public enum DropReason {
    /** Its source had as many unreviewed samples as one source may have. */
    SOURCE_CAP,
    /** The store had as many unreviewed samples as it may have. */
    TOTAL_CAP,
    /** It was no flagged sample. */
    UNREADABLE
}
