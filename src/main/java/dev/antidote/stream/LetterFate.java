package dev.antidote.stream;

/** What a replay does with a letter. */
public enum LetterFate {
    /** Sent back, or would be in a dry run. */
    SENT,
    /** The filter does not admit it. */
    NOT_ASKED_FOR,
    /** An earlier replay sent it. */
    SENT_BEFORE,
    /** There are more than were asked for. */
    BEYOND_MAX,
    /** Its record was sent back as often as is allowed, and failed again each time. */
    TOO_OFTEN,
    /** Only the beginning of its record was kept. */
    CUT,
    /** It does not come from a topic that the guard reads, or does not say from where. */
    FOREIGN,
    /** The broker did not take it. */
    REFUSED
}
