package dev.antidote.retrain.run;

import dev.antidote.retrain.gate.GateReport;
import dev.antidote.retrain.gate.ModelFigures;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The work between the states. Each step may be done again after a crash, with whatever its last try left behind, and must then end as
 * if that had never been; when it returns, what it made is on the disk.
 */
public interface RunSteps {
    /**
     * Decides what the run works with, and writes the rows into its directory.
     *
     * @param directory empty
     */
    Preparation prepare(int run, Path directory);

    /**
     * Trains the candidate into {@link RunDirectory#BUNDLE}.
     *
     * @return the id of its bundle
     */
    String train(Preparation preparation, Path directory);

    /** What was measured of both. */
    record Evaluation(ModelFigures candidate, Optional<ModelFigures> champion) {}

    /** Measures the candidate, and whatever serves now, on rows that no training saw. */
    Evaluation evaluate(Preparation preparation, Path directory);

    /** Decides; does nothing else. */
    GateReport judge(Evaluation evaluation);

    /** Puts the candidate where releases come from, as a candidate or as refused. */
    void keep(Path directory, String bundle, GateReport gates);

    /**
     * Releases the candidate, unless that was done already.
     *
     * @param champion the bundle that it was measured against; empty where nothing served
     * @return the number of its release; empty if something else serves by now than it was measured against
     */
    OptionalLong release(String bundle, Optional<String> champion);
}
