package dev.antidote.batch;

/** Is told what a batcher does; called by its callers and workers at any time, so it must be thread-safe and quick. */
public interface BatchObserver {
    /** Ignores everything. */
    BatchObserver NOOP = new BatchObserver() {};

    /** The queue now holds this many records. */
    default void queued(int depth) {}

    /** So many records, at least 1, were given up because they waited beyond the deadline. */
    default void expired(int records) {}

    /** A batch ran, whether or not all of it succeeded. */
    default void ran(BatchRun run) {}
}
