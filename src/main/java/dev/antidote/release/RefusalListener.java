package dev.antidote.release;

import dev.antidote.bundle.Refusal;

/** Is told of each announcement or bundle that is not taken. */
@FunctionalInterface
public interface RefusalListener {
    /** Ignores everything. */
    RefusalListener NOOP = (kind, reason) -> {};

    /** Something was not taken; {@code reason} is one line. */
    void refused(Refusal kind, String reason);
}
