package dev.antidote.stream;

import java.util.List;

/** Takes the letters that are to be sent back. */
interface Outbox extends AutoCloseable {
    /** Sends nothing. */
    Outbox DRY = letters -> List.of();

    /**
     * A letter that the broker did not take.
     *
     * @param letter it
     * @param reason why, in one line
     */
    record Refusal(Letter letter, String reason) {}

    /** Sends letters back, all of them or none but those that are refused. */
    List<Refusal> send(List<Letter> letters);

    @Override
    default void close() {}
}
