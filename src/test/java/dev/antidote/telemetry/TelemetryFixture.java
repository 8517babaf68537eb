package dev.antidote.telemetry;

import dev.antidote.batch.BatchRun;
import dev.antidote.bundle.Refusal;
import dev.antidote.config.TelemetryConfig;
import dev.antidote.infer.EncodedText;
import dev.antidote.p2p.Judgement;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.stream.GuardModel;
import dev.antidote.stream.GuardObserver;
import dev.antidote.stream.Judged;
import dev.antidote.stream.PayloadException;
import dev.antidote.stream.RecordKind;
import dev.antidote.testing.FakeClassifier;
import dev.antidote.testing.LocalPages;
import dev.antidote.testing.SettableClock;
import dev.antidote.wire.avro.Coverage;
import dev.antidote.wire.avro.FlagReason;
import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Measure;
import dev.antidote.wire.avro.VerdictStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the tests of this package share. */
final class TelemetryFixture {
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final LabelSpace LABELS = new LabelSpace(List.of("ok", "abuse"));

    private TelemetryFixture() {}

    static Telemetry guard(SettableClock clock) {
        return Telemetry.start(config(), clock, Refusal.words());
    }

    static TelemetryConfig config() {
        return new TelemetryConfig(true, "127.0.0.1", 0, 0, 0, Duration.ofMillis(100), Duration.ofMinutes(2));
    }

    static GuardModel model(String bundle) {
        return new GuardModel(new FakeClassifier(2), LABELS, FakeClassifier.PROMPT, bundle, 0.2);
    }

    /** Everything that can happen happens, some of it more than once. */
    static void playEverything(Telemetry telemetry) {
        GuardModel model = telemetry.measure(model("b1")).model();
        telemetry.serving("b1");
        model.classifier()
                .classify(List.of(new EncodedText(new int[] {1, 2, 3}, false), new EncodedText(new int[] {4}, false)));
        GuardObserver guard = telemetry.observers().guard();
        guard.received(RecordKind.REQUEST);
        guard.received(RecordKind.REQUEST);
        guard.received(RecordKind.PROBE);
        Judgement judgement = new Judgement(1, 0.9, 0.8, 0.04, false);
        guard.judged(new Judged(judgement, model, Coverage.WHOLE, 1, Optional.empty(), false, Instant.EPOCH));
        guard.probed(judgement, true);
        guard.unjudged(VerdictStatus.REFUSED);
        guard.flagged(FlagReason.LOW_MARGIN);
        guard.ablated(0.3);
        guard.late(Measure.ASR, 2);
        guard.deadLettered(new PayloadException("blank"));
        guard.inFlight("0_1", 7);
        guard.measured(rate(Measure.ASR, "badnets", "ok", "b1", NOW, 40, 10));
        guard.measured(rate(Measure.CLEAN_ACCURACY, "clean", null, "b1", NOW, 20, 19));
        guard.swapRefused("damaged", "torn");
        telemetry.observers().batches().queued(5);
        telemetry.observers().batches().expired(3);
        telemetry.observers().batches().ran(new BatchRun(4, 30, 40, Duration.ofMillis(3), Duration.ofMillis(20), 1));
    }

    static LiveRate rate(
            Measure measure,
            String family,
            @Nullable String target,
            String bundle,
            Instant end,
            long trials,
            long successes) {
        double share = (double) successes / trials;
        return LiveRate.newBuilder()
                .setMeasure(measure)
                .setFamily(family)
                .setTargetLabel(target)
                .setBundle(bundle)
                .setWindowStart(end.minusSeconds(60))
                .setWindowEnd(end)
                .setTrials(trials)
                .setSuccesses(successes)
                .setRate(share)
                .setLower(share / 2)
                .setUpper((1 + share) / 2)
                .setEmittedAt(end.plusSeconds(5))
                .build();
    }

    static HttpResponse<String> get(Telemetry telemetry, String path, String... headers)
            throws IOException, InterruptedException {
        return LocalPages.get(uri(telemetry, path), headers);
    }

    static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return LocalPages.get(uri(port, path));
    }

    static URI uri(Telemetry telemetry, String path) {
        return uri(telemetry.address().orElseThrow().getPort(), path);
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Why it is down, check by check. */
    static List<String> down(HealthReport report) {
        return report.checks().stream()
                .filter(check -> !check.up())
                .map(HealthReport.Check::why)
                .toList();
    }
}
