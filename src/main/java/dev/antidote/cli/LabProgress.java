package dev.antidote.cli;

import dev.antidote.lab.experiment.Cell;
import dev.antidote.lab.experiment.CellResult;
import dev.antidote.lab.experiment.LabObserver;
import dev.antidote.page.Figure;
import dev.antidote.page.Rate;

/** Shows a lab run: one bar over all of it, and a line for each cell. */
final class LabProgress implements LabObserver {
    private final Phases phases;
    private final int cells;
    private int measured;
    private String current = "";

    LabProgress(Phases phases, int cells) {
        this.phases = phases;
        this.cells = cells;
    }

    @Override
    public void at(Cell cell, String step, long done, long total) {
        if (current.isEmpty()) {
            current = cells == 1 ? "measuring " + cell.text() : "measuring " + cells + " cells";
            phases.begin(current, "rows");
        }
        phases.at(current, done, total);
    }

    @Override
    public void measured(Cell cell, CellResult result) {
        measured++;
        String figures = result.main()
                .map(outcome -> "CA " + Figure.percent(outcome.ca().value()) + ", ASR "
                        + Figure.withInterval(Rate.of(outcome.asr())) + ", floor "
                        + Figure.percent(outcome.floor().value()))
                .orElseGet(() -> "cannot be had: " + result.refusal());
        phases.note(measured + "/" + cells + " " + cell.text() + ": " + figures + " ("
                + PhaseText.spell(result.seconds()) + ")");
    }
}
