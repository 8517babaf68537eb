package dev.antidote.config;

/** What becomes of a record that cannot be judged; a dead letter is written in any case. */
public enum FailurePolicy {
    /** A verdict REFUSED: what cannot be judged does not pass. */
    FAIL_CLOSED,
    /** A verdict BYPASSED: it passes, visibly unjudged. */
    FAIL_OPEN,
    /** No verdict: the dead letter waits for a person. */
    PARK
}
