package dev.antidote.retrain.collect;

import dev.antidote.retrain.store.IntakeTally;

/** Is told what the collector does, by its thread: must be quick. News comes after the store has committed. */
public interface CollectorObserver {
    /** Ignores everything. */
    CollectorObserver NOOP = new CollectorObserver() {};

    /** The collector has come round, whether or not there was anything to do. */
    default void turned() {}

    /** The group has taken it in; until then it reads nothing, for instance while a member is missed that was killed. Told once. */
    default void joined() {}

    /** A batch is in the store. */
    default void taken(IntakeTally tally) {}

    /** So many samples were deleted for their age. */
    default void expired(int samples) {}

    /** The store, the schema registry or the broker is away, for this reason; nothing is lost. Told once, until {@link #resumed}. */
    default void waiting(String reason) {}

    /** What was away is back. */
    default void resumed() {}
}
