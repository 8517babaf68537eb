package dev.antidote.train;

/** Told how far a long job has come; called from the thread that does the job. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (what, done, total) -> {};

    /**
     * Reports progress.
     *
     * @param what the step in words, for example "training the undefended model"
     * @param done units done, 0 to total
     * @param total units in all, 1 or more
     */
    void at(String what, long done, long total);
}
