package dev.antidote.cli.report;

import dev.antidote.page.Figure;
import dev.antidote.page.Html;
import dev.antidote.page.Page;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report as one HTML page that is complete in itself: a {@link Page}. */
public final class DemoPage {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final DemoReport report;
    private final Verdict verdict;

    private DemoPage(DemoReport report) {
        this.report = report;
        this.verdict = Verdict.of(report);
    }

    /** As UTF-8 text, for a file. */
    public static byte[] write(DemoReport report) {
        return new DemoPage(report).render();
    }

    private byte[] render() {
        Map<String, String> parts = new HashMap<>();
        words(parts);
        notes(parts);
        tables(parts);
        return new Page(DemoPage.class, "demo-report")
                .write(parts, ReportJson.tree(report).toString());
    }

    private void words(Map<String, String> parts) {
        parts.put("outcome", Html.escape(verdict.outcome().words()));
        parts.put(
                "outcomeClass",
                verdict.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        parts.put("attack", Html.sentence(verdict.attack()));
        parts.put("accuracy", Html.sentence(verdict.accuracy()));
        parts.put("stream", Html.sentence(verdict.stream()));
        parts.put("trigger", "“" + Html.foreign(report.settings().trigger(), 80) + "”");
        parts.put("target", Html.escape(report.settings().target()));
        parts.put(
                "poisonedRows",
                Figure.count(report.screening().poisoned()) + " of "
                        + Figure.count(report.settings().trainingRows()));
        parts.put("created", WHEN.format(report.created()));
        parts.put("tiles", new PageTiles(report).markup());
    }

    private void notes(Map<String, String> parts) {
        parts.put(
                "liveNote",
                Html.escape(
                        verdict.stream() + " " + Figure.count(report.requests().triggered())
                                + " of them carried the trigger; "
                                + Figure.brief(report.live().triggeredRequests().value())
                                + " of those that had another label got the attacker's label. Probes are our own messages with a known"
                                + " answer, sent along with the traffic."));
        Screening screening = report.screening();
        parts.put(
                "foundNote",
                Html.escape("It took out " + Figure.count(screening.purged()) + " training rows. The attacker had"
                        + " changed " + Figure.count(screening.poisoned()) + ", and "
                        + Figure.count(screening.purgedPoisoned())
                        + " of those were among them."));
        String reasons = report.flagged().reasons().entrySet().stream()
                .map(reason -> PageTables.reasonInWords(reason.getKey()) + " " + Figure.count(reason.getValue()))
                .collect(Collectors.joining(", "));
        parts.put(
                "flaggedNote",
                Figure.count(report.flagged().total()) + " requests were flagged"
                        + (reasons.isEmpty() ? ". " : ": " + reasons + ". One may have several reasons. ")
                        + "The ablation compares the guard with the undefended model, which still has the backdoor. Asked for every test"
                        + " message and not for a sample, it recognises "
                        + Figure.brief(report.ablation().recognised().value())
                        + " of those with the trigger, and takes "
                        + Figure.brief(report.ablation().falseAlarms().value()) + " of the clean ones with them.");
    }

    private void tables(Map<String, String> parts) {
        PageTables tables = new PageTables(report);
        parts.put("modelsTable", tables.models());
        parts.put("liveTable", tables.live());
        parts.put("latencyTable", tables.latency());
        parts.put("windowsTable", tables.windows());
        parts.put("histogramTable", tables.histogram());
        parts.put("triggersTable", tables.triggers());
        parts.put("runsTable", tables.runs());
        parts.put("stagesTable", tables.stages());
        parts.put("samplesTable", tables.samples());
        parts.put("settingsTable", tables.settings());
        parts.put("phasesTable", tables.phases());
    }
}
