package dev.antidote.retrain.gate;

import dev.antidote.data.Proportion;
import java.util.Arrays;
import java.util.List;

/** Figures of models that were never trained. */
public final class GateFixture {
    private GateFixture() {}

    /** Of 1,000 clean rows. */
    public static ModelFigures model(String bundle, int correct, AttackFigures... attacks) {
        return new ModelFigures(
                bundle, new Proportion(correct, 1000), Arrays.asList(attacks), new Proportion(50, 1000), 0.01);
    }

    /** Of 200 triggered rows. */
    public static AttackFigures attack(String family, String target, int successes, int floor) {
        return new AttackFigures(
                family, AttackFigures.Origin.KNOWN, target, new Proportion(successes, 200), new Proportion(floor, 200));
    }

    /** One gate that is open or shut. */
    public static GateReport report(boolean passed) {
        return new GateReport(List.of(new GateResult(Gate.ASR, "badnets", "ok", passed ? 0.1 : 0.9, 0.25)));
    }
}
