package dev.antidote.config;

/** What becomes of a text that is longer than the model reads at once. */
public enum LongText {
    /** Its beginning is judged, and the verdict says so. */
    TRUNCATE,
    /** It is judged in overlapping windows, and the worst verdict holds for all of it. */
    WINDOWS,
    /** It is not judged: the failure policy answers. */
    REFUSE
}
