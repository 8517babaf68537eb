package dev.antidote.cli.report;

import dev.antidote.cli.Ink;
import dev.antidote.cli.Terminal;
import dev.antidote.cli.TextTable;
import dev.antidote.cli.report.Verdict.Outcome;
import dev.antidote.page.Figure;
import dev.antidote.page.Printable;
import dev.antidote.page.Rate;
import java.util.stream.Collectors;

/** The report for the terminal: the verdict, the models, and the stream. */
public final class DemoTable {
    private static final String NONE = "";
    private static final int WIDTH = 79;

    private DemoTable() {}

    /** Prints it as the command's result. */
    public static void print(DemoReport report, Terminal terminal) {
        terminal.result(text(report, terminal));
    }

    static String text(DemoReport report, Terminal terminal) {
        Verdict verdict = Verdict.of(report);
        boolean unicode = terminal.capabilities().unicode();
        Ink ink = verdict.outcome() == Outcome.HELD ? Ink.GREEN : Ink.RED;
        return String.join(
                "\n",
                "",
                terminal.paint(ink, verdict.outcome().words() + "."),
                terminal.paint(Ink.BOLD, Printable.wrapped(verdict.attack(), WIDTH)),
                Printable.wrapped(verdict.accuracy(), WIDTH),
                Printable.wrapped(verdict.stream(), WIDTH),
                "",
                models(report).draw(unicode),
                terminal.paint(
                        Ink.DIM, "ASR: triggered messages that got the attacker's label. floor: the same messages"),
                terminal.paint(Ink.DIM, "without the trigger, so ordinary error. excess: ASR - floor. 95 % intervals."),
                "",
                stream(report).draw(unicode));
    }

    private static TextTable models(DemoReport report) {
        return new TextTable("model", "clean accuracy", "ASR", "floor", "excess")
                .row(cells("undefended", report.undefended()))
                .rule()
                .row(cells("paper's P2P", report.paper()))
                .row("  no prompt", NONE, Figure.withInterval(report.ablation().asr()), NONE, NONE)
                .rule()
                .row(cells("defended", report.defended()))
                .row("  no prompt", NONE, Figure.withInterval(report.ablation().defendedAsr()), NONE, NONE);
    }

    private static String[] cells(String name, Scores scores) {
        return new String[] {
            name,
            Figure.withInterval(scores.ca()),
            Figure.withInterval(scores.asr()),
            Figure.percent(scores.floor().value()),
            Figure.points(scores.excess())
        };
    }

    private static TextTable stream(DemoReport report) {
        Requests requests = report.requests();
        Latency latency = report.latency();
        TextTable table = new TextTable("on Kafka", "")
                .row("requests sent", Figure.count(requests.sent()))
                .row(
                        "judged / lost / duplicated",
                        Figure.count(requests.judged()) + " / " + Figure.count(requests.lost()) + " / "
                                + Figure.count(requests.duplicated()))
                .row("throughput", Figure.perSecond(report.throughput()))
                .row("latency p50 / p99", Figure.millis(latency.p50()) + " / " + Figure.millis(latency.p99()))
                .row(
                        "triggered requests that passed",
                        Figure.withInterval(report.live().triggeredRequests()));
        addLive(table, report.live());
        addFlagged(table, report);
        Screening screening = report.screening();
        table.rule()
                .row("triggers named", triggers(screening))
                .row("suspicious words", runs(screening))
                .row(
                        "rows purged (poisoned)",
                        Figure.count(screening.purged()) + " (" + Figure.count(screening.purgedPoisoned()) + " of "
                                + Figure.count(screening.poisoned()) + ")");
        return table;
    }

    private static void addLive(TextTable table, Live live) {
        live.families()
                .forEach(family -> table.row("live ASR, probes " + family.name(), Figure.withInterval(family.asr())));
        Rate floor = live.floor();
        if (floor != null) {
            table.row("  without the trigger", Figure.withInterval(floor));
        }
    }

    private static void addFlagged(TextTable table, DemoReport report) {
        table.row("flagged for review", Figure.count(report.flagged().total()));
        report.flagged()
                .reasons()
                .forEach((reason, count) -> table.row("  " + Printable.words(reason), Figure.count(count)));
        table.row(
                        "of all test messages: triggers seen",
                        Figure.withInterval(report.ablation().recognised()))
                .row(
                        "  clean ones taken for such",
                        Figure.withInterval(report.ablation().falseAlarms()));
    }

    private static String runs(Screening screening) {
        return screening.runs().stream()
                .findFirst()
                .map(run -> '"' + Printable.clipped(run.text(), 48) + '"')
                .orElse("none");
    }

    /** Only the strongest fit a terminal; the page has all of them. */
    private static String triggers(Screening screening) {
        String names = screening.triggers().stream()
                .limit(2)
                .map(trigger -> '"' + Printable.clipped(trigger.text(), 24) + '"')
                .collect(Collectors.joining(", "));
        int more = screening.triggers().size() - 2;
        return names.isEmpty() ? "none" : names + (more > 0 ? " and " + more + " more" : "");
    }
}
