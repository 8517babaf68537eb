package dev.antidote.telemetry;

import dev.antidote.stream.Backlog;

/** Is told what the broker says of the lag, by the thread that asks. */
interface BacklogListener {
    /** A broker has answered. */
    void observed(Backlog backlog);

    /** No broker has answered, for this reason. */
    void unobserved(String reason);
}
