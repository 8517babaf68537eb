package dev.antidote.train;

import java.util.function.IntUnaryOperator;

/**
 * How well a model knows rows that it learned: for telling a training that came to nothing, as a few seeds do, from one that learned.
 *
 * @param right rows that it gives their own label
 * @param rows rows that it was asked for, 1 or more
 */
record Fit(int right, int rows) {
    /** Rows that tell enough. */
    static final int ENOUGH = 400;

    private static final double TOLERATED = 0.05;

    /**
     * Compares answers with labels.
     *
     * @param answers one label a row
     * @param labels the row's own label, by position
     */
    static Fit of(int[] answers, IntUnaryOperator labels) {
        int right = 0;
        for (int i = 0; i < answers.length; i++) {
            right += answers[i] == labels.applyAsInt(i) ? 1 : 0;
        }
        return new Fit(right, answers.length);
    }

    /**
     * Whether it is far under another model's on the same rows: by more than 5 points, and by more than chance, which is at most twice
     * the standard error of a share of one half.
     */
    boolean farUnder(Fit other) {
        return share() < other.share() - TOLERATED - 1 / Math.sqrt(rows);
    }

    private double share() {
        return (double) right / rows;
    }

    @Override
    public String toString() {
        return right + " of " + rows;
    }
}
