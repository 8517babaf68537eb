package dev.antidote.train;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/** Told how far a long job has come; called from the thread that does the job. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (what, done, total) -> {};

    /**
     * Reports progress.
     *
     * @param what the step in words, for example "training the undefended model"
     * @param done units done, 0 to total where that is known
     * @param total units in all; 0 where nobody knows: then the units are texts that a model is asked
     */
    void at(String what, long done, long total);

    /** A step in which a model is asked nobody knows how many texts; the result is told how many more they are, again and again. */
    default IntConsumer asking(String what) {
        AtomicLong asked = new AtomicLong();
        at(what, 0, 0);
        return texts -> at(what, asked.addAndGet(texts), 0);
    }
}
