package dev.antidote.lab.report;

import dev.antidote.lab.experiment.CellResult;
import dev.antidote.page.Figure;
import dev.antidote.page.Html;
import dev.antidote.page.Page;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The report as one HTML page that is complete in itself: a {@link Page}. */
public final class LabPage {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final LabReport report;
    private final Findings findings;

    private LabPage(LabReport report) {
        this.report = report;
        this.findings = Findings.of(report);
    }

    /** As UTF-8 text, for a file. */
    public static byte[] write(LabReport report) {
        return new LabPage(report).render();
    }

    private byte[] render() {
        FailureTables failures = new FailureTables(findings);
        Map<String, String> parts = new HashMap<>();
        parts.put("outcomeClass", outcomeClass());
        parts.put("badge", Html.escape(findings.conclusion()));
        parts.put("headline", Html.escape(headline()));
        parts.put("lead", Html.escape(lead()));
        parts.put("contents", contents());
        parts.put("summaryTable", new SummaryTable(report, findings).markup());
        parts.put("failures", failures.failures());
        parts.put("refusals", failures.refusals());
        parts.put("notTaken", failures.notTaken());
        parts.put("experiments", experiments());
        parts.put("command", Html.foreign(report.command(), 2_000));
        parts.put("attackTable", new AttackTable(report).markup());
        parts.put("settingsTable", pairs("setting", timed()));
        parts.put("versionsTable", pairs("version", report.versions()));
        parts.put("created", WHEN.format(report.created()));
        return new Page(LabPage.class, "lab-report")
                .write(parts, LabReportJson.tree(report).toString());
    }

    /** The settings, and how long it took. */
    private Map<String, String> timed() {
        Map<String, String> settings = new LinkedHashMap<>(report.settings());
        double all = report.cells().stream().mapToDouble(CellResult::seconds).sum();
        settings.put("time of the last run", Figure.seconds(report.seconds()));
        settings.put("time of all cells, in whichever run", Figure.seconds(all));
        return settings;
    }

    /** A page without any defence is no success of one. */
    private String outcomeClass() {
        if (findings.defended().isEmpty()) {
            return "no-attack";
        }
        return findings.failures().isEmpty() ? "held" : "weakened";
    }

    private String headline() {
        return report.experiments().size() == 1
                ? report.experiments().get(0).question()
                : report.experiments().size() + " experiments with attacks and defences";
    }

    private String lead() {
        int cells = report.cells().size();
        return Figure.count(cells)
                + (cells == 1 ? " cell was" : " cells were")
                + " measured, each an attack against a defence with a seed. A defended cell"
                + " fails where the trigger adds more than 5 points to ordinary error, or where clean accuracy is more than"
                + " 1 point under that of the undefended model.";
    }

    private String contents() {
        return IntStream.range(0, report.experiments().size())
                .mapToObj(i -> "<a href=\"#experiment-" + i + "\">"
                        + Html.escape(report.experiments().get(i).name()) + "</a>")
                .collect(Collectors.joining(" "));
    }

    private String experiments() {
        return IntStream.range(0, report.experiments().size())
                .mapToObj(i -> new ExperimentSection(report, i).markup())
                .collect(Collectors.joining("\n"));
    }

    private static String pairs(String what, Map<String, String> values) {
        return Html.table(
                "words",
                List.of(what, ""),
                values.entrySet().stream()
                        .map(entry -> List.of(
                                Html.escape(entry.getKey()),
                                "<td class=\"text\">" + Html.foreign(entry.getValue(), 400) + "</td>"))
                        .toList());
    }
}
