package dev.antidote.cli;

import dev.antidote.lab.experiment.Cell;
import dev.antidote.lab.experiment.CellResult;
import dev.antidote.lab.experiment.CellResult.Setting;
import dev.antidote.lab.experiment.Experiment;
import dev.antidote.lab.experiment.Forecast;
import dev.antidote.lab.report.Findings;
import dev.antidote.lab.report.Findings.NotTaken;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

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
        weak(findings, NotTaken::hardlyLearned)
                .ifPresent(attacks ->
                        parts.add("The undefended model has hardly learned: it gives the target label to most"
                                + " texts without a trigger, so that nothing is proved; more rows or epochs may help: "
                                + attacks));
        weak(findings, attack -> !attack.hardlyLearned())
                .ifPresent(attacks -> parts.add(
                        "Did not take (excess under 20 points on the undefended model), so that no defence proves anything"
                                + " against them; more rows or a higher rate may help: " + attacks));
        if (!findings.refusals().isEmpty()) {
            parts.add(refusals(findings.refusals()));
        }
        report.experiments()
                .forEach(part -> parts.add(part.name() + ": " + part.question() + "\n" + table(part, unicode)));
        return String.join("\n\n", parts);
    }

    private static Optional<String> weak(Findings findings, Predicate<NotTaken> kind) {
        List<String> attacks = findings.notTaken().stream()
                .filter(kind)
                .map(attack -> attack.attack() + " (seed " + attack.seed() + ")")
                .toList();
        return attacks.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", attacks));
    }

    private static String failures(Findings findings, boolean unicode) {
        if (findings.defended().isEmpty()) {
            return findings.conclusion() + ".";
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
        return findings.conclusion() + "\n" + table.draw(unicode)
                + (more > 0 ? "\nand " + more + " more, in the report" : "");
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
                ? "nothing was measured to its end; the same command begins with the models that were trained"
                : Figure.count(forecast.kept()) + " of " + Figure.count(forecast.kept() + forecast.missing())
                        + " measurements are kept in " + out + "; the same command goes on";
    }

    private static String table(LabReport.Part part, boolean unicode) {
        TextTable table = new TextTable("attack", "defence", "CA", "ASR", "floor", "excess");
        List<Spread> spreads = Spread.of(part);
        for (Spread spread : spreads) {
            table.row(
                    spread.attack(),
                    spread.defence(),
                    Figure.percent(spread.ca().mean()),
                    Figure.percent(spread.asr().mean()),
                    Figure.percent(spread.floor().mean()),
                    Figure.points(spread.excess().mean()));
        }
        return table.draw(unicode) + overSeeds(spreads, unicode) + detectors(part, unicode);
    }

    /** How much the figures change with the seed; nothing where there is one. */
    private static String overSeeds(List<Spread> spreads, boolean unicode) {
        if (spreads.stream().allMatch(spread -> spread.seeds() < 2)) {
            return "";
        }
        TextTable table = new TextTable("attack", "defence", "seeds", "CA, least to most", "excess, least to most");
        for (Spread spread : spreads) {
            table.row(
                    spread.attack(),
                    spread.defence(),
                    Integer.toString(spread.seeds()),
                    Figure.percent(spread.ca().least()) + " to "
                            + Figure.percent(spread.ca().most()),
                    Figure.points(spread.excess().least()) + " to "
                            + Figure.points(spread.excess().most()));
        }
        return "\n" + table.draw(unicode);
    }

    /** What the signals find; nothing in an experiment about something else. */
    private static String detectors(LabReport.Part part, boolean unicode) {
        TextTable table = new TextTable("attack", "model", "signal", "AUC", "recall at 1 %", "recall at 5 %");
        boolean any = false;
        for (CellResult cell : part.cells()) {
            for (CellResult.Curve curve : cell.curves()) {
                any = true;
                table.row(
                        cell.setting().attack(),
                        curve.model(),
                        curve.detector(),
                        String.format(Locale.ROOT, "%.3f", curve.auc()),
                        Figure.percent(curve.recallAt1().value()),
                        Figure.percent(curve.recallAt5().value()));
            }
        }
        return any ? "\n" + table.draw(unicode) : "";
    }
}
