package dev.antidote.lab.report;

import dev.antidote.lab.experiment.CellResult;
import dev.antidote.lab.experiment.CellResult.Outcome;
import dev.antidote.lab.experiment.Preset;
import dev.antidote.page.Figure;
import dev.antidote.page.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One experiment of the page: what it asks, its plot, and every figure in tables. */
final class ExperimentSection {
    private final LabReport report;
    private final int index;
    private final LabReport.Part part;
    private final List<Spread> spreads;

    ExperimentSection(LabReport report, int index) {
        this.report = report;
        this.index = index;
        this.part = report.experiments().get(index);
        this.spreads = Spread.of(part);
    }

    String markup() {
        return "<section aria-labelledby=\"experiment-" + index + "\">\n<h2 id=\"experiment-" + index + "\">"
                + Html.escape(part.name()) + "</h2>\n<p class=\"note\">" + Html.escape(part.question()) + "</p>\n"
                + views()
                + "<details><summary>Every cell</summary>" + outcomes() + "</details>\n"
                + "<details><summary>What the defences did to the data</summary>" + deeds() + "</details>\n</section>";
    }

    private String views() {
        return switch (Preset.named(part.name())) {
            case RHO_SWEEP, RESERVE, PROMPTS -> tradeOff() + spreadTable();
            case DETECTORS -> curves();
            case ACCIDENTS -> accidents();
            case ABLATION, TRANSFER -> outcomes();
            case SEEDS -> new HeatMap(spreads).markup() + spreadTable();
            case BASELINE, ADAPTIVE, GRID -> new HeatMap(spreads).markup();
        };
    }

    private String tradeOff() {
        return figure(
                "Attack success against clean accuracy",
                "one point a setting, lines join a sweep; right and low is better; the dash is ordinary error",
                "tradeoff",
                "Attack success rate against clean accuracy of every setting; the figures are in the table below");
    }

    private String curves() {
        List<List<String>> rows = new ArrayList<>();
        for (CellResult cell : part.cells()) {
            for (CellResult.Curve curve : cell.curves()) {
                rows.add(List.of(
                        Cells.head(cell.setting().attack()),
                        Html.escape(curve.model()),
                        Html.escape(curve.detector()),
                        Long.toString(cell.setting().seed()),
                        String.format(Locale.ROOT, "%.3f", curve.auc()),
                        Cells.share(curve.recallAt1()),
                        Cells.share(curve.recallAt5())));
            }
        }
        return figure(
                        "Triggered texts found against false alarms on clean ones",
                        "what serve asks (ablation by odds, the guarded model against the undefended), and the sentinel's signals; left and high is better",
                        "roc",
                        "ROC curves of the signals; the figures are in the table below")
                + Html.table(
                        "named names",
                        List.of("attack", "model", "signal", "seed", "AUC", "recall at 1 %", "recall at 5 %"),
                        rows);
    }

    private String accidents() {
        List<List<String>> rows = new ArrayList<>();
        for (CellResult cell : part.cells()) {
            for (CellResult.Accident accident : cell.accidents()) {
                rows.add(List.of(
                        Cells.head(cell.setting().defence()),
                        "<td>" + Html.escape(accident.what()) + (accident.control() ? " (control)" : "") + "</td>",
                        Long.toString(cell.setting().seed()),
                        Cells.share(accident.changed()),
                        Cells.share(accident.ca())));
            }
        }
        return Html.table(
                "named",
                List.of("defence", "added to clean texts", "seed", "changed verdicts", "clean accuracy"),
                rows);
    }

    private String spreadTable() {
        return Html.table(
                "named",
                List.of("attack", "defence", "seeds", "clean accuracy", "attack success", "ordinary error", "excess"),
                spreads.stream().map(ExperimentSection::row).toList());
    }

    private static List<String> row(Spread spread) {
        return List.of(
                Cells.head(spread.attack()),
                Html.escape(spread.defence()),
                Integer.toString(spread.seeds()),
                Cells.range(spread.ca(), spread.seeds()),
                Cells.range(spread.asr(), spread.seeds()),
                Cells.range(spread.floor(), spread.seeds()),
                Cells.points(spread.excess().mean(), false));
    }

    private String outcomes() {
        Map<Findings.Scene, Outcome> victims = Findings.victims(report);
        List<List<String>> rows = new ArrayList<>();
        for (CellResult cell : part.cells()) {
            Outcome victim = victims.get(Findings.Scene.of(cell.setting()));
            for (Outcome outcome : cell.outcomes()) {
                Double lost = victim == null || !outcome.way().isEmpty()
                        ? null
                        : Double.valueOf(victim.ca().value() - outcome.ca().value());
                rows.add(List.of(
                        Cells.head(cell.setting().attack()),
                        "<td>" + Html.escape(cell.setting().defence())
                                + (outcome.way().isEmpty() ? "" : "<small>" + Html.escape(outcome.way()) + "</small>")
                                + "</td>",
                        Long.toString(cell.setting().seed()),
                        Cells.share(outcome.ca()),
                        Cells.points(lost, lost != null && Findings.costly(lost)),
                        Cells.share(outcome.asr()),
                        Cells.share(outcome.floor()),
                        Cells.points(outcome.excess(), Findings.excessive(outcome.excess()))));
            }
        }
        return Html.table(
                "named",
                List.of(
                        "attack",
                        "defence",
                        "seed",
                        "clean accuracy",
                        "lost",
                        "attack success",
                        "ordinary error",
                        "excess"),
                rows);
    }

    private String deeds() {
        return Html.table(
                "words deeds",
                List.of("attack", "defence", "seed", "poisoned", "taken out (poisoned)", "triggers named", "time"),
                part.cells().stream().map(ExperimentSection::deed).toList());
    }

    private static List<String> deed(CellResult cell) {
        List<String> removed = cell.removals().stream()
                .map(one -> Html.escape(one.by()) + " " + Figure.count(one.rows()) + " (" + Figure.count(one.poisoned())
                        + ")")
                .toList();
        return List.of(
                Cells.head(cell.setting().attack()),
                Html.escape(cell.setting().defence()),
                Long.toString(cell.setting().seed()),
                Figure.count(cell.setting().poisoned()) + " of "
                        + Figure.count(cell.setting().trainingRows()),
                String.join(", ", removed),
                named(cell.triggers())
                        + (cell.undecided().isEmpty() ? "" : "<small>left in: " + named(cell.undecided()) + "</small>"),
                Figure.seconds(cell.seconds()));
    }

    private static String named(List<String> phrases) {
        return phrases.stream().limit(5).map(one -> Html.foreign(one, 80)).collect(Collectors.joining(", "));
    }

    private String figure(String title, String note, String plot, String description) {
        return "<figure><figcaption>" + title + " <span>" + note
                + "</span></figcaption><div class=\"plot tall\"><canvas"
                + " data-plot=\"" + plot + "\" data-experiment=\"" + index + "\" role=\"img\" aria-label=\""
                + description + "\"></canvas></div></figure>\n";
    }
}
