package dev.antidote.stream;

import org.jspecify.annotations.Nullable;

/** What the {@link Gate} says of a record. */
sealed interface Admission {
    /** To be judged. */
    record Admitted(Subject subject, Submission submission) implements Admission {}

    /**
     * Never to be judged.
     *
     * @param subject what it is, as far as it could be decoded
     * @param reason what is wrong with it
     */
    record Rejected(@Nullable Subject subject, Exception reason) implements Admission {}

    /** Too large even to be kept while it waits its turn. */
    record Oversized(PayloadException reason) implements Admission {}
}
