package dev.antidote.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.antidote.page.Figure;
import dev.antidote.page.Html;
import dev.antidote.page.Page;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The loop's report as one HTML page that is complete in itself: a {@link Page}. */
public final class LoopPage {
    private static final JsonMapper JSON = new JsonMapper();

    private LoopPage() {}

    /** As UTF-8 text, for a file. */
    public static byte[] write(LoopReport report) {
        LoopVerdict verdict = LoopVerdict.of(report);
        LoopTables tables = new LoopTables(report);
        LoopReport.Setting setting = report.setting();
        Map<String, String> parts = new HashMap<>();
        parts.put("outcome", Html.escape(verdict.outcome()));
        parts.put("outcomeClass", report.held() ? "held" : "failed");
        parts.put("headline", Html.sentence(verdict.headline()));
        parts.put("lead", Html.sentence(verdict.requests()));
        parts.put("trigger", "“" + Html.foreign(setting.trigger(), 80) + "”");
        parts.put("target", Html.escape(setting.target()));
        parts.put("poisonedRows", Figure.count(setting.poisonedRows()) + " of " + Figure.count(setting.trainingRows()));
        parts.put("instances", String.valueOf(setting.instances()));
        parts.put("tiles", tables.tiles());
        parts.put("checksTable", tables.checks());
        parts.put("bundlesTable", tables.bundles());
        parts.put("windowsTable", tables.windows());
        parts.put("marksTable", tables.marks());
        parts.put("samplesNote", Html.sentence(samples(report.samples())));
        parts.put("gates", tables.gates());
        parts.put("refusalsTable", tables.refusals());
        parts.put("commandsTable", tables.commands());
        parts.put("settingTable", tables.setting());
        parts.put("phasesTable", tables.phases());
        parts.put("created", Html.escape(report.created()));
        return new Page(LoopPage.class, "loop-report").write(parts, json(report));
    }

    private static String samples(LoopReport.Samples samples) {
        String reasons = samples.reasons().entrySet().stream()
                .map(reason -> PageTables.reasonInWords(reason.getKey()) + " " + reason.getValue())
                .collect(Collectors.joining(", "));
        return Figure.count(samples.flagged()) + " requests were flagged (" + (reasons.isEmpty() ? "none" : reasons)
                + "), "
                + Figure.count(samples.triggered()) + " of them with the trigger. The collector counted "
                + Figure.count(samples.sightings())
                + " in " + Figure.count(samples.stored())
                + " samples. Of those that were there in time, a stand-in for a reviewer,"
                + " who knows the truth because this is a demo, labelled " + samples.reviewed() + ", "
                + samples.poisoned() + " of them as poisoned.";
    }

    private static String json(LoopReport report) {
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures that are no JSON", e);
        }
    }
}
