package dev.antidote.p2p.screen;

import java.util.List;
import java.util.function.Predicate;

/**
 * Something that stands with one label more often than chance allows: a lead, not yet a trigger.
 *
 * @param text what it looks like: lower-case words, {@code cf + bb} for words that need not be neighbours, or the script of letters
 *     with words that hold them
 * @param heldBy whether a text holds it
 * @param example text that holds it, fit to be put into others
 * @param label the label it stands with
 * @param rows indices of the rows that hold it under that label, ascending
 * @param zScore standard deviations above the label's share
 */
public record Candidate(
        String text, Predicate<String> heldBy, String example, int label, List<Integer> rows, double zScore) {
    public Candidate {
        rows = List.copyOf(rows);
    }

    Candidate inWhole(List<Integer> all) {
        return new Candidate(
                text, heldBy, example, label, rows.stream().map(all::get).toList(), zScore);
    }
}
