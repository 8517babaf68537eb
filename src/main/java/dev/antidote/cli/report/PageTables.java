package dev.antidote.cli.report;

import dev.antidote.page.Figure;
import dev.antidote.page.Html;
import dev.antidote.page.Printable;
import dev.antidote.page.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The tables of the page: every figure that its plots show, and the others. */
final class PageTables {
    private static final int LONGEST_TEXT = 300;
    private static final String NONE = "";

    private final DemoReport report;

    PageTables(DemoReport report) {
        this.report = report;
    }

    String models() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(model("undefended", "bad", report.undefended()));
        rows.add(model("paper’s P2P", "fair", report.paper()));
        rows.add(withoutPrompt(report.ablation().asr()));
        rows.add(model("defended", "good", report.defended()));
        rows.add(withoutPrompt(report.ablation().defendedAsr()));
        return Html.table("", List.of("model", "clean accuracy", "attack success", "ordinary error", "excess"), rows);
    }

    private static List<String> model(String name, String dot, Scores scores) {
        return List.of(
                "<th scope=\"row\"><span class=\"dot " + dot + "\"></span>" + name + "</th>",
                interval(scores.ca()),
                interval(scores.asr()),
                interval(scores.floor()),
                Figure.points(scores.excess()));
    }

    private static List<String> withoutPrompt(Rate asr) {
        return List.of("<th scope=\"row\" class=\"minor\">without the prompt</th>", NONE, interval(asr), NONE, NONE);
    }

    private static String interval(Rate rate) {
        return "<td class=\"interval\">" + Figure.withInterval(rate) + "</td>";
    }

    String live() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "triggered requests",
                interval(report.live().triggeredRequests()),
                count(report.live().triggeredRequests())));
        report.live()
                .families()
                .forEach(family -> rows.add(
                        List.of("probes: " + Html.escape(family.name()), interval(family.asr()), count(family.asr()))));
        Rate floor = report.live().floor();
        if (floor != null) {
            rows.add(List.of("floor: the same rows without the trigger", interval(floor), count(floor)));
        }
        return Html.table("", List.of("what was sent", "attack success", "messages"), rows);
    }

    private static String count(Rate rate) {
        return Figure.count(rate.n());
    }

    String latency() {
        Latency latency = report.latency();
        return Html.table(
                "",
                List.of("latency", ""),
                List.of(
                        List.of("half of the requests within (p50)", Figure.millis(latency.p50())),
                        List.of("nine of ten within (p90)", Figure.millis(latency.p90())),
                        List.of("99 of 100 within (p99)", Figure.millis(latency.p99())),
                        List.of("slowest", Figure.millis(latency.max()))));
    }

    String windows() {
        return Html.table(
                "",
                List.of("seconds", "attack success", "probes"),
                report.live().windows().stream()
                        .map(window -> List.of(
                                plain(window.from()) + " to " + plain(window.to()),
                                interval(window.asr()),
                                count(window.asr())))
                        .toList());
    }

    String histogram() {
        return Html.table(
                "",
                List.of("milliseconds", "requests"),
                report.latency().histogram().stream()
                        .map(bin -> List.of(plain(bin.from()) + " to " + plain(bin.to()), Figure.count(bin.count())))
                        .toList());
    }

    private static String plain(double number) {
        String text = String.format(Locale.ROOT, "%.1f", number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    String triggers() {
        List<Screening.Trigger> triggers = report.screening().triggers();
        return triggers.isEmpty()
                ? ""
                : Html.table(
                        "",
                        List.of("trigger found", "turns other messages", "in training rows"),
                        triggers.stream()
                                .map(trigger -> List.of(
                                        Html.foreign(trigger.text(), LONGEST_TEXT),
                                        Figure.percent(trigger.flipShare()),
                                        Figure.count(trigger.rows())))
                                .toList());
    }

    String runs() {
        List<Screening.Run> runs = report.screening().runs();
        return runs.isEmpty()
                ? ""
                : Html.table(
                        "",
                        List.of("words of a row that was taken out", "honest rows with words as strong"),
                        runs.stream()
                                .map(run -> List.of(
                                        Html.foreign(run.text(), LONGEST_TEXT), Figure.percent(run.honestShare())))
                                .toList());
    }

    String stages() {
        return Html.table(
                "words",
                List.of("stage", "what it did", "rows left"),
                report.stages().stream()
                        .map(stage -> List.of(
                                "<th scope=\"row\">" + Html.escape(stage.name()) + "</th>",
                                Html.escape(stage.summary()),
                                Figure.count(stage.rowsLeft())))
                        .toList());
    }

    String samples() {
        List<Flagged.Sample> samples = report.flagged().samples();
        return samples.isEmpty()
                ? ""
                : Html.table(
                        "words",
                        List.of("message", "verdict", "why", "margin"),
                        samples.stream()
                                .map(sample -> List.of(
                                        "<td class=\"text\">" + Html.foreign(sample.text(), LONGEST_TEXT) + "</td>",
                                        Html.escape(sample.label()),
                                        sample.reasons().stream()
                                                .map(PageTables::tag)
                                                .collect(Collectors.joining()),
                                        String.format(Locale.ROOT, "%.2f", sample.margin())))
                                .toList());
    }

    static String reasonInWords(String reason) {
        return Html.escape(Printable.words(reason));
    }

    private static String tag(String reason) {
        return "<span class=\"tag\">" + reasonInWords(reason) + "</span>";
    }

    String settings() {
        Settings settings = report.settings();
        List<List<String>> rows = new ArrayList<>(List.of(
                List.of("seed", Long.toString(settings.seed())),
                List.of("attack", Html.escape(settings.attack())),
                List.of("trigger", Html.foreign(settings.trigger(), LONGEST_TEXT)),
                List.of("label that the attacker wants", Html.escape(settings.target())),
                List.of("poisoned share of the training rows", Figure.percent(settings.poisonRate())),
                List.of("re-poisoned share ρ", Figure.percent(settings.rho())),
                List.of("reserve", Html.escape(settings.reserve())),
                List.of("benign prompt", Html.foreign(settings.benignPrompt(), LONGEST_TEXT)),
                List.of("training rows", Figure.count(settings.trainingRows())),
                List.of("test rows", Figure.count(settings.testRows()))));
        settings.versions().forEach((name, version) -> rows.add(List.of(Html.escape(name), Html.escape(version))));
        return Html.table("", List.of("setting", ""), rows);
    }

    String phases() {
        double longest = report.phases().stream()
                .mapToDouble(DemoReport.Phase::seconds)
                .max()
                .orElse(1);
        return Html.table(
                "",
                List.of("part of the run", "time"),
                report.phases().stream()
                        .map(phase -> List.of(
                                Html.escape(phase.name()) + meter(phase.seconds() / Math.max(longest, 1e-9)),
                                "<td class=\"interval\">" + Figure.seconds(phase.seconds()) + "</td>"))
                        .toList());
    }

    private static String meter(double share) {
        return String.format(Locale.ROOT, "<span class=\"meter\"><i style=\"width:%.1f%%\"></i></span>", 100 * share);
    }
}
