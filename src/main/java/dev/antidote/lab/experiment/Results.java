package dev.antidote.lab.experiment;

import java.util.List;

/**
 * What an experiment found.
 *
 * @param experiment which
 * @param cells one result a cell, in its order
 */
public record Results(Experiment experiment, List<CellResult> cells) {
    public Results {
        cells = List.copyOf(cells);
    }
}
