package dev.antidote.lab.experiment;

import dev.antidote.train.Progress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns the steps of a cell into row passes of the run: a training tells how many rows it has passed over, whoever asks a model how
 * many texts.
 */
final class CellProgress implements Progress {
    private final Cell cell;
    private final long before;
    private final long share;
    private final long total;
    private final LabObserver observer;
    private final Map<String, Long> steps = new LinkedHashMap<>();

    CellProgress(Cell cell, long before, long share, long total, LabObserver observer) {
        this.cell = cell;
        this.before = before;
        this.share = share;
        this.total = total;
        this.observer = observer;
    }

    @Override
    public void at(String what, long done, long of) {
        steps.put(what, of > 0 ? done : Math.round(Cost.JUDGING * done));
        long passes = steps.values().stream().mapToLong(Long::longValue).sum();
        observer.at(cell, what, before + Math.min(share, passes), total);
    }
}
