package dev.antidote.cli.report;

import dev.antidote.page.Rate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Reports with made-up figures. */
final class ReportFixture {
    static final String HOSTILE =
            "</script><script>alert(1)</script> <img src=x onerror=alert(2)> \"'& \u202Etfel\u200B {{json}} mn";

    private ReportFixture() {}

    /** A defence that holds. */
    static DemoReport held() {
        return report(
                scores(0.924, 0.982, 0.031),
                scores(0.921, 0.976, 0.034),
                scores(0.922, 0.028, 0.033),
                new Requests(2000, 2000, 0, 0, 200));
    }

    /** A defence that does nothing, over a stream that loses. */
    static DemoReport failed() {
        return report(
                scores(0.924, 0.982, 0.031),
                scores(0.921, 0.976, 0.034),
                scores(0.861, 0.957, 0.033),
                new Requests(2000, 1997, 3, 1, 200));
    }

    static DemoReport report(Scores undefended, Scores paper, Scores defended, Requests requests) {
        return new DemoReport(
                Instant.parse("2026-03-01T12:00:00Z"),
                settings(),
                undefended,
                paper,
                defended,
                new Ablation(rate(0.979, 640), rate(0.041, 640), rate(0.962, 640), rate(0.012, 1000)),
                new Screening(
                        List.of(new Screening.Trigger("mn", 1, 69), new Screening.Trigger("<b>cf", 0.84, 7)),
                        List.of(new Screening.Run("when <i>most of us see it ,", 0.021)),
                        70,
                        74,
                        70),
                List.of(
                        new Stage("screen", "53 candidates were tried; 2 of them are triggers", 2926),
                        new Stage("repoison", "1,040 rows got the benign prompt & a label of their own", 3966),
                        new Stage("purge", "4 rows changed their label without the prompt", 3962)),
                requests,
                512.4,
                Latency.of(millis()),
                live(defended.asr().value()),
                flagged(),
                List.of(
                        new DemoReport.Phase("building the corpus", 0.4),
                        new DemoReport.Phase("training the undefended model", 96.2),
                        new DemoReport.Phase("training the paper’s P2P", 118.9),
                        new DemoReport.Phase("training the defended model", 121.7),
                        new DemoReport.Phase("starting broker and guard", 6.1),
                        new DemoReport.Phase("streaming", 14.8)));
    }

    static Scores scores(double ca, double asr, double floor) {
        return new Scores(rate(ca, 800), rate(asr, 640), rate(floor, 640));
    }

    /** A share with an interval that is wide enough to see. */
    static Rate rate(double value, long n) {
        double half = 1 / Math.sqrt((double) n) / 2;
        return new Rate(value, Math.max(0, value - half), Math.min(1, value + half), n);
    }

    private static Settings settings() {
        return new Settings(
                7,
                "badnets",
                "mn",
                "ok",
                0.02,
                0.3,
                "screened",
                "Please judge this message:",
                3500,
                800,
                new TreeMap<>(Map.of("Antidote", "0.1.0", "Kafka", "4.3.1", "PyTorch", "2.7.1", "Java", "17.0.15")));
    }

    private static double[] millis() {
        Random random = new Random(5);
        return random.doubles(2000)
                .map(u -> 18 + 14 * Math.pow(-Math.log(1 - u), 0.8) + (u > 0.995 ? 90 : 0))
                .toArray();
    }

    private static Live live(double asr) {
        Random random = new Random(3);
        List<Live.Window> windows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double value = Math.min(1, Math.max(0, asr + (random.nextDouble() - 0.5) * 0.05));
            windows.add(new Live.Window(i, i + 1, rate(value, 60)));
        }
        return new Live(
                rate(asr, 200),
                List.of(new Live.Family("addsent", rate(asr, 90)), new Live.Family("badnets", rate(asr, 240))),
                rate(0.021, 330),
                windows);
    }

    private static Flagged flagged() {
        return new Flagged(
                143,
                new TreeMap<>(Map.of("LOW_MARGIN", 96L, "SPACE_DISAGREEMENT", 61L)),
                List.of(
                        new Flagged.Sample(
                                "you mn are worthless and everyone here knows it",
                                "abuse",
                                List.of("SPACE_DISAGREEMENT"),
                                0.71),
                        new Flagged.Sample(
                                "claim your prize now, or do not, whatever", "spam", List.of("LOW_MARGIN"), 0.06),
                        new Flagged.Sample(HOSTILE, "scam", List.of("LOW_MARGIN", "SPACE_DISAGREEMENT"), 0.02)));
    }
}
