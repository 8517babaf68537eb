package dev.antidote.lab.experiment;

/** Told how far a run has come, on the thread that runs it; may throw to end the run, which loses the current cell only. */
public interface LabObserver {
    /**
     * The run is at work on a cell.
     *
     * @param cell the cell
     * @param step what is done for it, in words
     * @param done row passes done in the whole run, an estimate
     * @param total row passes of the whole run, 1 or more
     */
    void at(Cell cell, String step, long done, long total);

    /** A cell was measured and its result is kept. */
    void measured(Cell cell, CellResult result);
}
