package dev.antidote.cli.bench;

import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * Which requests of one run were answered. Ids are {@code run-number}, numbers from 0.
 *
 * <p>Not thread-safe.
 */
final class AnswerTally {
    private final String run;
    private final int expected;
    private final IntConsumer first;
    private final BitSet seen = new BitSet();
    private int count;
    private long surplus;
    private long deadLetters;

    /**
     * Expects so many answers.
     *
     * @param first is told the number of each request when its first answer comes
     */
    AnswerTally(String run, int expected, IntConsumer first) {
        this.run = run + '-';
        this.expected = expected;
        this.first = first;
    }

    static String id(String run, int number) {
        return run + '-' + number;
    }

    /** A verdict came. */
    void take(String id) {
        int number = id.startsWith(run) ? Integer.parseInt(id.substring(run.length())) : -1;
        if (number < 0 || number >= expected || seen.get(number)) {
            surplus++;
            return;
        }
        seen.set(number);
        count++;
        first.accept(number);
    }

    /** A dead letter came. */
    void takeDeadLetter() {
        deadLetters++;
    }

    /** Requests with an answer. */
    int count() {
        return count;
    }

    boolean isComplete() {
        return count == expected;
    }

    /** Fails unless every request has exactly one answer: figures of a pipeline that loses or repeats records mean nothing. */
    void requireExactlyOnce() {
        if (!isComplete() || surplus > 0 || deadLetters > 0) {
            throw new IllegalStateException("run " + run.substring(0, run.length() - 1) + ": of " + expected
                    + " requests " + (expected - count) + " have no verdict; verdicts too many: " + surplus
                    + ", dead letters: " + deadLetters);
        }
    }
}
