package dev.antidote.p2p.screen;

import java.util.List;

/**
 * An n-gram that stands with one label more often than chance allows: a lead, not yet a trigger.
 *
 * @param ngram lower-case words
 * @param label the label it stands with
 * @param rows indices of the rows that hold it under that label, ascending
 * @param zScore standard deviations above the label's share
 */
public record Candidate(List<String> ngram, int label, List<Integer> rows, double zScore) {
    public Candidate {
        ngram = List.copyOf(ngram);
        rows = List.copyOf(rows);
    }

    /** The n-gram as text. */
    public String text() {
        return String.join(" ", ngram);
    }
}
