package dev.antidote.lab.report;

import dev.antidote.data.Proportion;
import dev.antidote.lab.experiment.CellResult;
import dev.antidote.lab.experiment.CellResult.Accident;
import dev.antidote.lab.experiment.CellResult.Curve;
import dev.antidote.lab.experiment.CellResult.Outcome;
import dev.antidote.lab.experiment.CellResult.Removed;
import dev.antidote.lab.experiment.CellResult.Setting;
import dev.antidote.lab.experiment.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reports with something of everything. */
final class LabFixture {
    static final String UNDECIDED = "what is <this> ?";

    /** A trigger that would like to be markup. */
    static final String TRIGGER = "</script><script>alert(1)</script> {{json}} <b>mn";

    private LabFixture() {}

    static LabReport report() {
        List<CellResult> sweep = new ArrayList<>();
        for (long seed = 1; seed <= 2; seed++) {
            sweep.add(cell("none", "", seed, outcome("", 910, 480, 20)));
            sweep.add(cell("p2p-paper", "rho 0.1", seed, outcome("", 905, 231, 21)));
            sweep.add(cell("p2p-paper", "rho 0.3", seed, outcome("", 902, seed == 1 ? 101 : 102, 22)));
            sweep.add(cell("p2p", "rho 0.3", seed, outcome("", 909, 23, 24)));
            sweep.add(cell("p2p", "rho 0.4", seed, outcome("", 893, 25, 26)));
        }
        CellResult detectors = detectors();
        return new LabReport(
                Instant.parse("2026-03-01T10:00:00Z"),
                "antidote lab rho-sweep detectors --data '<rows>.jsonl'",
                new TreeMap<>(Map.of("seeds", "[1, 2]", "data", "<i>rows</i>")),
                new TreeMap<>(Map.of("Java", "17")),
                123.4,
                List.of(
                        new LabReport.Part("rho-sweep", "How much?", sweep),
                        new LabReport.Part("detectors", "How well?", List.of(sweep.get(0), detectors)),
                        new LabReport.Part("accidents", "How often?", List.of(accidents())),
                        new LabReport.Part("grid", "Which?", List.of(sweep.get(0), sweep.get(2), refused(), weak()))));
    }

    static CellResult cell(String series, String level, long seed, Outcome outcome) {
        return cell(setting("badnets", series, level, seed, Measure.METRICS), List.of(outcome), List.of(), List.of());
    }

    static Outcome outcome(String way, int correct, int attacked, int floor) {
        return new Outcome(
                way, new Proportion(correct, 1000), new Proportion(attacked, 500), new Proportion(floor, 500));
    }

    static LabReport of(CellResult... cells) {
        return new LabReport(
                Instant.EPOCH,
                "antidote lab grid",
                new TreeMap<>(),
                new TreeMap<>(),
                0,
                List.of(new LabReport.Part("grid", "Which?", List.of(cells))));
    }

    private static CellResult detectors() {
        List<Curve> curves = List.of(
                new Curve(
                        "ablation graded",
                        "sentinel",
                        0.987,
                        new Proportion(401, 500),
                        new Proportion(462, 500),
                        List.of(List.of(0.0, 0.0), List.of(0.01, 0.802), List.of(0.05, 0.924), List.of(1.0, 1.0))),
                new Curve(
                        "margin",
                        "guarded model",
                        0.512,
                        new Proportion(7, 500),
                        new Proportion(33, 500),
                        List.of(List.of(0.0, 0.0), List.of(1.0, 1.0))));
        return cell(
                setting("badnets", "p2p", "", 1, Measure.DETECTORS),
                List.of(outcome("", 908, 27, 28)),
                List.of(),
                curves);
    }

    private static CellResult accidents() {
        List<Accident> accidents = List.of(
                new Accident("the whole prompt, in front", false, new Proportion(13, 400), new Proportion(361, 400)),
                new Accident(
                        "as many words of another text, in front",
                        true,
                        new Proportion(29, 400),
                        new Proportion(353, 400)));
        return cell(
                setting("badnets", "p2p", "", 1, Measure.ACCIDENTS),
                List.of(outcome("", 908, 27, 28)),
                accidents,
                List.of());
    }

    static CellResult refused() {
        Setting setting = setting("badnets", "clean-tuning", "", 1, Measure.METRICS);
        return new CellResult(
                "refused",
                setting,
                "no trusted row of <label>",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                1,
                0,
                Instant.EPOCH);
    }

    static CellResult weak() {
        return cell(
                setting("stylebkd", "none", "", 1, Measure.METRICS),
                List.of(outcome("", 911, 61, 31)),
                List.of(),
                List.of());
    }

    private static CellResult cell(
            Setting setting, List<Outcome> outcomes, List<Accident> accidents, List<Curve> curves) {
        return new CellResult(
                setting.attack() + setting.defence() + setting.seed() + setting.measure(),
                setting,
                "",
                outcomes,
                List.of(new Removed("causal screen", 120, 72)),
                List.of(TRIGGER),
                List.of(UNDECIDED),
                new TreeMap<>(Map.of("reserve rows", 240.0)),
                accidents,
                curves,
                4_800,
                43.21,
                Instant.parse("2026-03-01T09:59:00Z"));
    }

    private static Setting setting(String attack, String series, String level, long seed, Measure measure) {
        return new Setting("rows", attack, TRIGGER, 0.03, 72, 2_400, 230, series, level, "The query:", seed, measure);
    }
}
