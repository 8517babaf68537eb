package dev.antidote.retrain.store;

/** What a person decided about a sample. */
public enum Decision {
    /** The right label is known, and whether an attacker prepared the text. */
    LABELLED,
    /** No use for training: unreadable, private, undecidable. */
    SKIPPED
}
