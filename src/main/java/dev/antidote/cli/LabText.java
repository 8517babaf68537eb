package dev.antidote.cli;

import dev.antidote.lab.experiment.Cell;
import dev.antidote.lab.experiment.CellResult.Setting;
import dev.antidote.lab.experiment.Experiment;
import dev.antidote.lab.experiment.Forecast;
import dev.antidote.lab.report.Findings;
import dev.antidote.lab.report.LabReport;
import dev.antidote.lab.report.Spread;
import dev.antidote.page.Figure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The lab for the terminal: what would run, and what came of it. */
final class LabText {
    private static final int MOST_FAILURES = 10;

    private LabText() {}

    /** What a run would measure. */
    static String plan(List<Experiment> experiments, Forecast forecast) {
        List<String> lines = new ArrayList<>();
        for (Experiment experiment : experiments) {
            lines.add(experiment.preset().label() + ": " + experiment.preset().question());
            experiment.cells().stream().map(Cell::text).map("  "::concat).forEach(lines::add);
        }
        lines.add(beginning(forecast));
        return String.join("\n", lines);
    }

    /** How much there is to do. */
    static String beginning(Forecast forecast) {
        String kept =
                forecast.kept() == 0 ? "" : ", " + Figure.count(forecast.kept()) + " are kept from an earlier run";
        String pace = forecast.pace().isPresent()
                ? "at the pace of the cells that are kept"
                : String.format(Locale.ROOT, "at %.0f rows/s, the pace of two cores", Forecast.USUAL_PACE);
        return Figure.count(forecast.missing()) + (forecast.missing() == 1 ? " cell" : " cells") + " to measure" + kept
                + (forecast.missing() == 0 ? "" : ": about " + PhaseText.spell(forecast.seconds()) + " " + pace);
    }

    /** What fails, then each experiment's figures over all seeds. */
    static String results(LabReport report, boolean unicode) {
        Findings findings = Findings.of(report);
        List<String> parts = new ArrayList<>(List.of(failures(findings, unicode)));
        if (!findings.notTaken().isEmpty()) {
            parts.add(
                    "Did not take (excess under 20 points on the undefended model), so that no defence proves anything"
                            + " against them; more rows or a higher rate may help: "
                            + String.join(
                                    ", ",
                                    findings.notTaken().stream()
                                            .map(attack -> attack.attack() + " (seed " + attack.seed() + ")")
                                            .toList()));
        }
        if (!findings.refusals().isEmpty()) {
            parts.add(refusals(findings.refusals()));
        }
        report.experiments()
                .forEach(part -> parts.add(part.name() + ": " + part.question() + "\n" + table(part, unicode)));
        return String.join("\n\n", parts);
    }

    private static String failures(Findings findings, boolean unicode) {
        if (findings.defended().isEmpty()) {
            return Findings.NOTHING_PROVED + ".";
        }
        if (findings.failures().isEmpty()) {
            return "No defended cell of " + findings.defended().size()
                    + " has an excess above 5 points or a clean accuracy more than 1 point under the undefended model's.";
        }
        TextTable table = new TextTable("fails: attack", "defence", "seed", "excess", "CA lost");
        findings.failures().stream().limit(MOST_FAILURES).forEach(failure -> {
            Setting setting = failure.setting();
            Double loss = failure.loss();
            table.row(
                    setting.attack(),
                    setting.defence(),
                    Long.toString(setting.seed()),
                    Figure.points(failure.outcome().excess()),
                    loss == null ? "-" : Figure.points(loss));
        });
        int more = findings.failures().size() - MOST_FAILURES;
        return findings.failures().size() + " of " + findings.defended().size() + " defended cells fail\n"
                + table.draw(unicode) + (more > 0 ? "\nand " + more + " more, in the report" : "");
    }

    /** Each reason once, with the cells that it holds for. */
    private static String refusals(List<Findings.Refusal> refusals) {
        Map<String, Set<String>> byReason = new LinkedHashMap<>();
        refusals.forEach(refusal -> byReason.computeIfAbsent(refusal.why(), why -> new LinkedHashSet<>())
                .add(refusal.setting().defence() + " against "
                        + refusal.setting().attack()));
        List<String> lines = new ArrayList<>(List.of("Defences that could not be had from the data:"));
        byReason.forEach((why, cells) -> lines.add("  " + String.join(", ", cells) + ": " + why));
        return String.join("\n", lines);
    }

    /** What a run that was stopped leaves. */
    static String stopped(Forecast forecast, Path out) {
        return forecast.kept() == 0
                ? "nothing was measured to its end"
                : Figure.count(forecast.kept()) + " of " + Figure.count(forecast.kept() + forecast.missing())
                        + " measurements are kept in " + out + "; the same command goes on";
    }

    private static String table(LabReport.Part part, boolean unicode) {
        TextTable table = new TextTable("attack", "defence", "CA", "ASR", "floor", "excess");
        for (Spread spread : Spread.of(part)) {
            table.row(
                    spread.attack(),
                    spread.defence(),
                    Figure.percent(spread.ca().mean()),
                    Figure.percent(spread.asr().mean()),
                    Figure.percent(spread.floor().mean()),
                    Figure.points(spread.excess().mean()));
        }
        return table.draw(unicode);
    }
}
