package dev.antidote.p2p.screen;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The outcome of a transplant test.
 *
 * @param runs distinct runs that were tested
 * @param scored texts that the model was asked for
 * @param purged rows with a run that turned every anchor and that is too strong for its label, strongest first
 * @param doubtful rows with a run that may be, the purged ones not among them
 */
public record TransplantReport(int runs, int scored, List<Transplant> purged, List<Transplant> doubtful) {
    private static final Comparator<Transplant> STRONGEST_FIRST =
            Comparator.comparingDouble(Transplant::margin).reversed().thenComparingInt(Transplant::row);

    public TransplantReport {
        purged = purged.stream().sorted(STRONGEST_FIRST).toList();
        doubtful = doubtful.stream().sorted(STRONGEST_FIRST).toList();
    }

    /** Indices of the purged rows. */
    public NavigableSet<Integer> purgedRows() {
        return rows(purged);
    }

    /** Indices of the doubtful rows, which may be learned from as they are but must not be copied under the benign prompt. */
    public NavigableSet<Integer> doubtfulRows() {
        return rows(doubtful);
    }

    private static NavigableSet<Integer> rows(Collection<Transplant> found) {
        NavigableSet<Integer> rows = new TreeSet<>();
        found.forEach(one -> rows.add(one.row()));
        return rows;
    }
}
