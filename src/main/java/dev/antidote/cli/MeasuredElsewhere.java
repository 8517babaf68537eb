package dev.antidote.cli;

import dev.antidote.lab.experiment.CellResult;
import dev.antidote.lab.experiment.Experiment;
import dev.antidote.lab.experiment.LabRun;
import dev.antidote.lab.report.LabReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * What an earlier run of the lab measured, here or on another machine.
 *
 * @param file its report as JSON
 */
record MeasuredElsewhere(Path file) {
    /** Hands it to a run; returns what came of it, in one line. */
    String into(LabRun run, List<Experiment> experiments) {
        List<CellResult> measured = cells();
        int taken = run.takeOver(measured, experiments);
        return taken > 0
                ? file + ": took over " + taken + " of its " + measured.size() + " measurements"
                : "warning: --reuse: none of the " + measured.size() + " measurements in " + file
                        + " is one of these: it had other rows, attacks, defences, seeds or settings (--precision too, which"
                        + " each processor chooses for itself), or another version made it";
    }

    private List<CellResult> cells() {
        try {
            return LabReportJson.readCells(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new CommandException("--reuse: " + file + ": there is no such file", e);
        } catch (IOException e) {
            throw new CommandException(
                    "--reuse: " + file + " is no report of the lab; name the lab.json of an earlier run", e);
        }
    }
}
