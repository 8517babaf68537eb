package dev.antidote.cli.report;

import dev.antidote.page.Figure;
import dev.antidote.page.Rate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the figures say, in words, whether or not we like it.
 *
 * @param outcome in a few words
 * @param headline one sentence
 * @param requests one sentence: what became of the requests
 */
record LoopVerdict(String outcome, String headline, String requests) {
    static LoopVerdict of(LoopReport report) {
        return new LoopVerdict(outcome(report), headline(report), requests(report.requests()));
    }

    private static String outcome(LoopReport report) {
        long failed = report.checks().stream().filter(check -> !check.held()).count();
        return report.held()
                ? "The loop closed: all " + report.checks().size() + " claims held"
                : failed + " of " + report.checks().size() + " claims did not hold";
    }

    private static String headline(LoopReport report) {
        List<LoopReport.Bundle> bundles = report.bundles();
        @Nullable Rate before = bundles.isEmpty() ? null : bundles.get(0).asr();
        @Nullable Rate after = bundles.size() < 2 ? null : bundles.get(1).asr();
        if (before == null) {
            return "The attack was not measured: the story ended before it.";
        }
        String was = "The attack worked live on " + Figure.brief(before.value()) + " of triggered messages";
        return after == null
                ? was + ", and no retrained model came to serve."
                : was + " before, and on " + Figure.brief(after.value())
                        + " after a retrained model was released without stopping.";
    }

    private static String requests(LoopReport.Counted counted) {
        return "Of " + Figure.count(counted.sent()) + " requests sent, " + Figure.count(counted.judged())
                + " were judged; " + counted.lost() + " lost, " + counted.doubled() + " doubled, "
                + counted.disordered() + " out of order.";
    }
}
