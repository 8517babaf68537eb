package dev.antidote.cli.report;

import dev.antidote.page.Figure;
import dev.antidote.page.Html;
import dev.antidote.page.Rate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the loop's page, as markup.
 *
 * @param report what they show
 */
record LoopTables(LoopReport report) {
    private static final int CLIP = 200;

    /** The figures that matter most. */
    String tiles() {
        LoopReport.Counted requests = report.requests();
        List<LoopReport.Bundle> bundles = report.bundles();
        @Nullable Rate before = bundles.isEmpty() ? null : bundles.get(0).asr();
        @Nullable
        Rate after = report.good().isEmpty() ? null : report.good().get(0).asr();
        long open = report.retrainings().stream()
                .filter(run -> run.shut().isEmpty())
                .count();
        return String.join(
                "\n",
                tile("Live attack success before", brief(before), interval(before), "bad"),
                tile("Live attack success after", brief(after), interval(after), "good"),
                tile(
                        "Requests judged once, in order",
                        Figure.count(requests.judged()),
                        "of " + Figure.count(requests.sent()) + " sent",
                        requests.judged() == requests.sent() ? "good" : "bad"),
                tile(
                        "Candidates let through",
                        open + " of " + report.retrainings().size(),
                        report.refusals().size() + " forgeries refused",
                        ""));
    }

    private static String tile(String name, String figure, String below, String kind) {
        return "<div><dt>" + Html.escape(name) + "</dt><dd class=\"figure " + kind + "\">" + Html.escape(figure)
                + "</dd><dd class=\"sub\">" + Html.escape(below) + "</dd></div>";
    }

    String checks() {
        return Html.table(
                "words",
                List.of("Claim", "Held", "Figures"),
                report.checks().stream()
                        .map(check -> List.of(
                                Html.escape(check.claim()),
                                check.held() ? "<td class=\"yes\">yes</td>" : "<td class=\"no\">no</td>",
                                "<td class=\"minor\">" + Html.escape(check.detail()) + "</td>"))
                        .toList());
    }

    String bundles() {
        return Html.table(
                "",
                List.of("Bundle", "Live ASR", "Ordinary error", "Clean accuracy", "Triggered requests", "Verdicts"),
                report.bundles().stream()
                        .map(bundle -> List.of(
                                "<th scope=\"row\"><span class=\"dot "
                                        + (bundle.name().equals("backdoored") ? "bad" : "good") + "\"></span>"
                                        + Html.escape(bundle.name()) + "<small>" + Html.escape(bundle.id())
                                        + "</small></th>",
                                rate(bundle.asr()),
                                rate(bundle.floor()),
                                rate(bundle.ca()),
                                rate(bundle.requests()),
                                Figure.count(bundle.verdicts())))
                        .toList());
    }

    String windows() {
        return Html.table(
                "",
                List.of("Seconds", "Bundle", "Live ASR", "Probes"),
                report.windows().stream()
                        .map(window -> List.of(
                                seconds(window.from()) + " to " + seconds(window.to()),
                                Html.escape(window.bundle()),
                                rate(window.asr()),
                                Figure.count(window.asr().n())))
                        .toList());
    }

    /** Numbered as in the plot. */
    String marks() {
        List<List<String>> rows = new ArrayList<>();
        report.marks()
                .forEach(mark -> rows.add(
                        List.of(String.valueOf(rows.size() + 1), seconds(mark.at()), Html.escape(mark.what()))));
        return Html.table("words", List.of("Line", "Second", "What happened"), rows);
    }

    /** A heading and a table for each retraining. */
    String gates() {
        return report.retrainings().stream().map(LoopTables::gates).collect(Collectors.joining("\n"));
    }

    private static String gates(LoopReport.Retraining run) {
        List<LoopReport.Gate> tightest = tightest(run);
        List<LoopReport.Gate> rest =
                run.shut().stream().filter(gate -> !tightest.contains(gate)).toList();
        String heading = "<h3>A candidate " + Html.escape(run.name()) + ": " + Html.escape(run.ended())
                + "</h3><p class=\"note\">Its fresh benign prompt: “" + Html.foreign(run.prompt(), CLIP)
                + "”. Rows: " + Html.escape(counts(run.rows())) + ". Samples left out: "
                + Html.escape(counts(run.excluded())) + ".</p>";
        return heading
                + table(tightest)
                + (rest.isEmpty()
                        ? ""
                        : "<details><summary>Every other gate that is shut</summary>" + table(rest) + "</details>");
    }

    /** Of each gate the result that is furthest beyond its bound, or closest to it. */
    private static List<LoopReport.Gate> tightest(LoopReport.Retraining run) {
        Map<String, LoopReport.Gate> tightest = new LinkedHashMap<>();
        Comparator<LoopReport.Gate> beyond = Comparator.comparingDouble(gate -> gate.value() - gate.bound());
        run.gates()
                .forEach(gate -> tightest.merge(
                        gate.gate(), gate, (one, other) -> beyond.compare(one, other) >= 0 ? one : other));
        return List.copyOf(tightest.values());
    }

    private static String table(List<LoopReport.Gate> gates) {
        return Html.table(
                "",
                List.of("Gate", "Tightest for", "Measured", "Allowed", "Beyond, points", "Open"),
                gates.stream()
                        .map(gate -> List.of(
                                Html.escape("gates." + gate.gate()),
                                gate.attack().isEmpty() ? "-" : Html.escape(gate.attack() + " for " + gate.target()),
                                Figure.percent(gate.value()),
                                Figure.percent(gate.bound()),
                                gate.passed() ? "-" : Figure.points(gate.value() - gate.bound()),
                                gate.passed() ? "<td class=\"yes\">open</td>" : "<td class=\"no\">shut</td>"))
                        .toList());
    }

    String refusals() {
        return Html.table(
                "words",
                List.of("What", "Kind", "Reason, as the guards acknowledged it", "Guards"),
                report.refusals().stream()
                        .map(refusal -> List.of(
                                Html.escape(refusal.what()),
                                "<td><span class=\"tag\">" + Html.escape(refusal.kind()) + "</span></td>",
                                "<td class=\"text\">" + Html.foreign(refusal.reason(), 2 * CLIP) + "</td>",
                                String.valueOf(refusal.instances())))
                        .toList());
    }

    String commands() {
        return Html.table(
                "words",
                List.of("Command", "Exit code", "Time"),
                report.commands().stream()
                        .map(command -> List.of(
                                "<td class=\"text\"><code>antidote " + options(command.line()) + "</code></td>",
                                command.code() < 0 ? "lasting" : String.valueOf(command.code()),
                                "<td class=\"interval\">"
                                        + (command.code() < 0 ? "-" : Figure.seconds(command.seconds())) + "</td>"))
                        .toList());
    }

    /** A command line that breaks between its words and not after an option's dashes. */
    private static String options(String line) {
        return Html.escape(line).replaceAll("(?<= )(--?[\\w-]+)", "<span class=\"option\">$1</span>");
    }

    String setting() {
        LoopReport.Setting setting = report.setting();
        return Html.table(
                "words",
                List.of(),
                List.of(
                        List.of("Seed", String.valueOf(setting.seed())),
                        List.of("Attack", Html.escape(setting.attack())),
                        List.of("Guards", String.valueOf(setting.instances())),
                        List.of("Java", Html.escape(setting.java())),
                        List.of("Kafka", Html.escape(setting.kafka()))));
    }

    String phases() {
        return Html.table(
                "",
                List.of("Part of the run", "Time"),
                report.phases().stream()
                        .map(phase -> List.of(Html.escape(phase.name()), Figure.seconds(phase.seconds())))
                        .toList());
    }

    private static String counts(Map<String, Long> counts) {
        String text = counts.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> each.getKey() + " " + Figure.count(each.getValue()))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "none" : text;
    }

    private static String rate(@Nullable Rate rate) {
        return rate == null ? "-" : "<td class=\"interval\">" + Figure.withInterval(rate) + "</td>";
    }

    private static String brief(@Nullable Rate rate) {
        return rate == null ? "not measured" : Figure.percent(rate.value());
    }

    private static String interval(@Nullable Rate rate) {
        return rate == null
                ? ""
                : "[" + Figure.percent(rate.low()) + ", " + Figure.percent(rate.high()) + "] of "
                        + Figure.count(rate.n());
    }

    private static String seconds(double seconds) {
        return String.valueOf(Math.round(seconds));
    }
}
