package dev.antidote.train;

import dev.antidote.data.Dataset;
import dev.antidote.data.InputException;
import dev.antidote.p2p.ReserveSource;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The rows of D that no stage has taken out, by their indices; and which of them are fit to be copied under the benign prompt. */
final class KeptRows {
    private final Dataset data;
    private final NavigableSet<Integer> trusted;
    private final NavigableSet<Integer> kept;
    private NavigableSet<Integer> doubtful = new TreeSet<>();

    /** All rows, none of them in doubt. */
    KeptRows(TrainingData input) {
        this.data = input.data();
        this.trusted = input.trusted();
        this.kept = new TreeSet<>(everyRow());
    }

    NavigableSet<Integer> everyRow() {
        return new TreeSet<>(IntStream.range(0, data.size()).boxed().toList());
    }

    NavigableSet<Integer> trusted() {
        return trusted;
    }

    NavigableSet<Integer> kept() {
        return Collections.unmodifiableNavigableSet(kept);
    }

    NavigableSet<Integer> untrusted() {
        NavigableSet<Integer> rows = new TreeSet<>(kept);
        rows.removeAll(trusted);
        return rows;
    }

    /** Trusted rows alone, until a test of single rows has made the others fit to be copied; never a doubtful one. */
    NavigableSet<Integer> reserve(DefenceSpec spec) {
        boolean onlyTrusted = spec.reserve() == ReserveSource.TRUSTED
                || (spec.reserve() == ReserveSource.BOOTSTRAP && !spec.testsRows());
        NavigableSet<Integer> reserve = new TreeSet<>(onlyTrusted ? trusted : kept);
        reserve.removeAll(doubtful);
        return reserve;
    }

    /** These are learned from, and not copied. */
    void doubt(NavigableSet<Integer> rows) {
        doubtful = rows;
    }

    /**
     * Takes rows out.
     *
     * @param stage who wants it, for people
     * @throws InputException if no row of some label would be left
     */
    void remove(String stage, Collection<Integer> rows) {
        kept.removeAll(rows);
        for (int label = 0; label < data.labels().size(); label++) {
            int wanted = label;
            if (kept.stream().noneMatch(row -> label(row) == wanted)) {
                throw new InputException("training: the " + stage + " purge would leave no row labelled '"
                        + data.labels().get(label) + "'; the data is too small or too poisoned to defend");
            }
        }
    }

    List<String> texts(Collection<Integer> rows) {
        return rows.stream().map(row -> data.examples().get(row).text()).toList();
    }

    int label(int row) {
        return data.examples().get(row).label();
    }
}
