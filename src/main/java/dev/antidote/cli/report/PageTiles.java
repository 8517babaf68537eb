package dev.antidote.cli.report;

import dev.antidote.page.Figure;
import dev.antidote.page.Rate;

/** The four figures under the verdict. */
final class PageTiles {
    private final DemoReport report;

    PageTiles(DemoReport report) {
        this.report = report;
    }

    String markup() {
        return attack() + accuracy() + requests() + speed();
    }

    private String attack() {
        Scores before = report.undefended();
        Scores after = report.defended();
        boolean good = Verdict.of(report).outcome() == Verdict.Outcome.HELD;
        return tile(
                "Attack success",
                change(before.asr(), after.asr(), good),
                "ordinary error is " + Figure.percent(after.floor().value()));
    }

    private String accuracy() {
        Rate before = report.undefended().ca();
        Rate after = report.defended().ca();
        double difference = after.value() - before.value();
        return tile(
                "Accuracy on clean messages",
                change(before, after, difference >= -0.02),
                Figure.points(difference) + " points");
    }

    private String requests() {
        Requests requests = report.requests();
        return tile(
                "Requests judged",
                shown(requests.exactlyOnce(), Figure.count(requests.judged())),
                Figure.count(requests.lost()) + " lost, " + Figure.count(requests.duplicated()) + " duplicated");
    }

    private String speed() {
        return tile(
                "Throughput",
                Figure.perSecond(report.throughput()),
                "latency p50 " + Figure.millis(report.latency().p50()) + ", p99 "
                        + Figure.millis(report.latency().p99()));
    }

    private static String change(Rate before, Rate after, boolean good) {
        return "<span class=\"was\">" + Figure.percent(before.value()) + "</span><i>→</i>"
                + shown(good, Figure.percent(after.value()));
    }

    private static String shown(boolean good, String figure) {
        return "<span class=\"" + (good ? "good" : "bad") + "\">" + figure + "</span>";
    }

    private static String tile(String name, String figure, String sub) {
        return "<div><dt>" + name + "</dt><dd class=\"figure\">" + figure + "</dd><dd class=\"sub\">" + sub
                + "</dd></div>\n";
    }
}
