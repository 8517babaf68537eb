package dev.antidote.stream;

/** Is told how far a replay is, by its thread, at least after every batch. */
@FunctionalInterface
public interface ReplayObserver {
    /** Ignores everything. */
    ReplayObserver NOOP = (done, total, sent) -> {};

    /**
     * May throw to end the replay: what was sent until then stays sent, and nothing is sent in part.
     *
     * @param done offsets of the dead-letters topic that are behind
     * @param total offsets that there are
     * @param sent letters sent back, for good
     */
    void at(long done, long total, long sent);
}
