package dev.antidote.lab.experiment;

import java.util.List;

/**
 * A preset with the cells that it comes to.
 *
 * @param preset which
 * @param cells what is measured, in the order of the report
 */
public record Experiment(Preset preset, List<Cell> cells) {
    public Experiment {
        cells = List.copyOf(cells);
    }
}
