package dev.antidote.train;

import java.time.Duration;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What one stage of the pipeline did.
 *
 * @param name the stage in words
 * @param rows rows that went in
 * @param purged indices into D of the rows that it took out
 * @param elapsed its time
 */
public record StageReport(String name, int rows, NavigableSet<Integer> purged, Duration elapsed) {
    public StageReport {
        purged = Collections.unmodifiableNavigableSet(new TreeSet<>(purged));
    }
}
