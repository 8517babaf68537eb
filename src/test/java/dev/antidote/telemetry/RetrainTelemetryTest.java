package dev.antidote.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.testing.Exposition;
import dev.antidote.testing.SettableClock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetrainTelemetryTest {
    private final SettableClock clock = new SettableClock(TelemetryFixture.NOW);
    private final RetrainTelemetry telemetry = start(clock);

    static RetrainTelemetry start(SettableClock clock) {
        return RetrainTelemetry.start(TelemetryFixture.config(), clock, Set.of("maxAsr", "maxCaDrop"));
    }

    /** A run that ends refused. */
    static void playEverything(RetrainTelemetry telemetry, SettableClock clock) {
        telemetry.reviewed(7);
        telemetry.began(1);
        clock.advance(Duration.ofMinutes(3));
        telemetry.measured(0.9, 0.25);
        telemetry.shut("maxAsr");
        telemetry.ended("refused");
    }

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void shouldTellWhatARunCameTo() {
        playEverything(telemetry, clock);

        Exposition metrics = metrics();
        assertThat(metrics.value("antidote_retrain_runs_total", "outcome=refused"))
                .isEqualTo(1);
        assertThat(metrics.value("antidote_retrain_runs_total", "outcome=released"))
                .isZero();
        assertThat(metrics.value("antidote_retrain_last_outcome", "outcome=refused"))
                .isEqualTo(1);
        assertThat(metrics.sum("antidote_retrain_last_outcome")).isEqualTo(1);
        assertThat(metrics.value("antidote_retrain_end_seconds"))
                .isEqualTo((double) TelemetryFixture.NOW.getEpochSecond() + 180);
        assertThat(metrics.value("antidote_retrain_run_seconds_sum")).isEqualTo(180);
        assertThat(metrics.value("antidote_retrain_run_seconds_bucket", "le=120.0"))
                .isZero();
        assertThat(metrics.value("antidote_retrain_run_seconds_bucket", "le=300.0"))
                .isEqualTo(1);
        assertThat(metrics.value("antidote_retrain_candidate_clean_accuracy_ratio"))
                .isEqualTo(0.9);
        assertThat(metrics.value("antidote_retrain_candidate_excess_ratio")).isEqualTo(0.25);
        assertThat(metrics.value("antidote_retrain_gates_shut_total", "gate=maxAsr"))
                .isEqualTo(1);
        assertThat(metrics.value("antidote_retrain_gates_shut_total", "gate=maxCaDrop"))
                .isZero();
    }

    @Test
    void shouldTellHowManyReviewsWait() {
        telemetry.reviewed(7);
        telemetry.idle();
        assertThat(metrics().value("antidote_retrain_reviewed_samples")).isEqualTo(7);
        assertThat(metrics().value("antidote_retrain_runs_total", "outcome=nothing"))
                .isEqualTo(1);
        assertThat(metrics().value("antidote_retrain_run_seconds_count")).isZero();

        telemetry.began(1);
        assertThat(metrics().value("antidote_retrain_reviewed_samples"))
                .as("the run has them")
                .isZero();
    }

    @Test
    void shouldBeReadyAgainOnceATryDoesNotFail() throws Exception {
        int port = telemetry.address().orElseThrow().getPort();
        assertThat(TelemetryFixture.get(port, "/health/ready").statusCode()).isEqualTo(200);

        telemetry.failed("the store is away");
        assertThat(TelemetryFixture.get(port, "/health/ready").statusCode()).isEqualTo(503);
        assertThat(TelemetryFixture.get(port, "/health/ready").body())
                .contains("the last try failed: the store is away");
        assertThat(TelemetryFixture.get(port, "/health/live").statusCode()).isEqualTo(200);
        assertThat(metrics().value("antidote_retrain_runs_total", "outcome=failed"))
                .isEqualTo(1);

        telemetry.idle();
        assertThat(TelemetryFixture.get(port, "/health/ready").body())
                .contains("it waits for its next try; the last came to 'nothing' at 2026-03-01T10:00:00Z");
    }

    @Test
    void shouldMeasureNothingBeforeACandidate() {
        assertThat(metrics().names()).noneMatch(name -> name.startsWith("antidote_retrain_candidate"));
    }

    private Exposition metrics() {
        return Exposition.parse(telemetry.scrape());
    }
}
