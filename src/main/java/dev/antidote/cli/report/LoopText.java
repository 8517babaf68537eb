package dev.antidote.cli.report;

import dev.antidote.cli.TextTable;
import dev.antidote.page.Figure;
import dev.antidote.page.Rate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loop's report for a terminal. */
public final class LoopText {
    private LoopText() {}

    /** Tables and lines, without a trailing line break. */
    public static String of(LoopReport report, boolean unicode) {
        List<String> lines = new ArrayList<>();
        TextTable bundles =
                new TextTable("bundle", "live ASR", "floor", "clean accuracy", "triggered requests", "verdicts");
        report.bundles()
                .forEach(bundle -> bundles.row(
                        bundle.name() + " " + bundle.id(),
                        rate(bundle.asr()),
                        rate(bundle.floor()),
                        rate(bundle.ca()),
                        rate(bundle.requests()),
                        Figure.count(bundle.verdicts())));
        lines.add(bundles.draw(unicode));
        TextTable claims = new TextTable("claim", "held");
        report.checks().forEach(check -> claims.row(check.claim(), check.held() ? "yes" : "NO"));
        lines.add(claims.draw(unicode));
        report.checks().stream()
                .filter(check -> !check.held())
                .forEach(check -> lines.add("Did not hold: " + check.claim() + " (" + check.detail() + ")"));
        report.retrainings()
                .forEach(run -> lines.add("Retraining " + run.name() + ": " + run.ended() + ", "
                        + run.shut().size() + " of " + run.gates().size() + " gates shut"));
        lines.add(LoopVerdict.of(report).headline());
        return String.join("\n", lines);
    }

    private static String rate(@Nullable Rate rate) {
        return rate == null ? "-" : Figure.withInterval(rate);
    }
}
