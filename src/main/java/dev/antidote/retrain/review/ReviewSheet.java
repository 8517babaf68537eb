package dev.antidote.retrain.review;

import java.util.List;

/**
 * What a file of reviews holds.
 *
 * @param entries decisions, in the order in which they were made
 * @param undecided samples in it that nobody decided about
 */
public record ReviewSheet(List<ReviewEntry> entries, long undecided) {
    public ReviewSheet {
        entries = List.copyOf(entries);
    }
}
