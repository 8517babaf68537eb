package dev.antidote.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antidote.page.Rate;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The report as JSON: keys in a fixed order, shares as plain numbers 0..1 rounded to 6 decimals, the 95 % interval of
 * {@code defended.asr} as {@code defended.intervals.asr}, and how many texts it was measured on as {@code defended.n.asr}.
 */
public final class ReportJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final double DECIMALS = 1e6;

    private ReportJson() {}

    /** As UTF-8 text with line breaks, for a file. */
    public static byte[] write(DemoReport report) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree(report));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As nested objects. */
    static ObjectNode tree(DemoReport report) {
        Verdict verdict = Verdict.of(report);
        ObjectNode root = MAPPER.createObjectNode();
        root.put("created", report.created().toString());
        root.putObject("verdict")
                .put("outcome", verdict.outcome().name())
                .put("attack", verdict.attack())
                .put("accuracy", verdict.accuracy())
                .put("stream", verdict.stream());
        root.set("undefended", scores(report.undefended()));
        root.set("paper", scores(report.paper()));
        root.set("defended", scores(report.defended()));
        root.set(
                "ablation",
                rates(
                        new Named("asr", report.ablation().asr()),
                        new Named("defendedAsr", report.ablation().defendedAsr()),
                        new Named("recognised", report.ablation().recognised()),
                        new Named("falseAlarms", report.ablation().falseAlarms())));
        root.set("requests", requests(report.requests()));
        root.put("throughput", rounded(report.throughput()));
        root.set("latency", latency(report.latency()));
        root.set("live", live(report.live()));
        root.set("flagged", flagged(report.flagged()));
        root.set("screening", screening(report.screening()));
        ArrayNode stages = root.putArray("stages");
        report.stages().forEach(stage -> stages.addObject()
                .put("name", stage.name())
                .put("summary", stage.summary())
                .put("rowsLeft", stage.rowsLeft()));
        root.set("settings", settings(report.settings()));
        ArrayNode phases = root.putArray("phases");
        report.phases()
                .forEach(
                        phase -> phases.addObject().put("name", phase.name()).put("seconds", rounded(phase.seconds())));
        return root;
    }

    private static ObjectNode scores(Scores scores) {
        ObjectNode node =
                rates(new Named("ca", scores.ca()), new Named("asr", scores.asr()), new Named("floor", scores.floor()));
        node.put("excess", rounded(scores.excess()));
        return node;
    }

    /** Plain numbers first, then their intervals and sizes under keys of their own. */
    private static ObjectNode rates(Named... rates) {
        ObjectNode node = MAPPER.createObjectNode();
        List.of(rates)
                .forEach(named -> node.put(named.name(), rounded(named.rate().value())));
        ObjectNode intervals = node.putObject("intervals");
        List.of(rates).forEach(named -> intervals.set(named.name(), interval(named.rate())));
        ObjectNode sizes = node.putObject("n");
        List.of(rates).forEach(named -> sizes.put(named.name(), named.rate().n()));
        return node;
    }

    private static ObjectNode rate(Rate rate) {
        ObjectNode node = MAPPER.createObjectNode().put("asr", rounded(rate.value()));
        node.set("interval", interval(rate));
        return node.put("n", rate.n());
    }

    private static ArrayNode interval(Rate rate) {
        return MAPPER.createArrayNode().add(rounded(rate.low())).add(rounded(rate.high()));
    }

    private static ObjectNode requests(Requests requests) {
        return MAPPER.createObjectNode()
                .put("sent", requests.sent())
                .put("judged", requests.judged())
                .put("lost", requests.lost())
                .put("duplicated", requests.duplicated())
                .put("triggered", requests.triggered());
    }

    private static ObjectNode latency(Latency latency) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("p50", rounded(latency.p50()))
                .put("p90", rounded(latency.p90()))
                .put("p99", rounded(latency.p99()))
                .put("max", rounded(latency.max()));
        ArrayNode bins = node.putArray("histogram");
        latency.histogram().forEach(bin -> bins.addObject()
                .put("from", rounded(bin.from()))
                .put("to", rounded(bin.to()))
                .put("count", bin.count()));
        return node;
    }

    private static ObjectNode live(Live live) {
        ObjectNode node = MAPPER.createObjectNode();
        node.set("triggeredRequests", rate(live.triggeredRequests()));
        ObjectNode families = node.putObject("families");
        live.families().forEach(family -> families.set(family.name(), rate(family.asr())));
        Rate floor = live.floor();
        if (floor != null) {
            node.set("floor", rate(floor));
        }
        ArrayNode windows = node.putArray("windows");
        live.windows().forEach(window -> {
            ObjectNode entry =
                    windows.addObject().put("from", rounded(window.from())).put("to", rounded(window.to()));
            entry.setAll(rate(window.asr()));
        });
        return node;
    }

    private static ObjectNode flagged(Flagged flagged) {
        ObjectNode node = MAPPER.createObjectNode().put("total", flagged.total());
        ObjectNode reasons = node.putObject("reasons");
        flagged.reasons().forEach(reasons::put);
        ArrayNode samples = node.putArray("samples");
        flagged.samples().forEach(sample -> {
            ObjectNode entry = samples.addObject().put("text", sample.text()).put("label", sample.label());
            sample.reasons().forEach(entry.putArray("reasons")::add);
            entry.put("margin", rounded(sample.margin()));
        });
        return node;
    }

    private static ObjectNode screening(Screening screening) {
        ObjectNode node = MAPPER.createObjectNode();
        ArrayNode triggers = node.putArray("triggers");
        screening.triggers().forEach(trigger -> triggers.addObject()
                .put("text", trigger.text())
                .put("flipShare", rounded(trigger.flipShare()))
                .put("rows", trigger.rows()));
        ArrayNode runs = node.putArray("runs");
        screening.runs().forEach(run -> runs.addObject()
                .put("text", run.text())
                .put("honestShare", rounded(run.honestShare())));
        return node.put("poisoned", screening.poisoned())
                .put("purged", screening.purged())
                .put("purgedPoisoned", screening.purgedPoisoned());
    }

    private static ObjectNode settings(Settings settings) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("seed", settings.seed())
                .put("attack", settings.attack())
                .put("trigger", settings.trigger())
                .put("target", settings.target())
                .put("poisonRate", rounded(settings.poisonRate()))
                .put("rho", rounded(settings.rho()))
                .put("reserve", settings.reserve())
                .put("benignPrompt", settings.benignPrompt())
                .put("trainingRows", settings.trainingRows())
                .put("testRows", settings.testRows());
        ObjectNode versions = node.putObject("versions");
        settings.versions().forEach(versions::put);
        return node;
    }

    private static double rounded(double value) {
        return Math.rint(value * DECIMALS) / DECIMALS;
    }

    private record Named(String name, Rate rate) {}
}
