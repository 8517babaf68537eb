package dev.antidote.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.stream.Backlog;
import dev.antidote.testing.Exposition;
import dev.antidote.testing.SettableClock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollectorTelemetryTest {
    enum Drop {
        SOURCE_CAP,
        TOTAL_CAP
    }

    private final SettableClock clock = new SettableClock(TelemetryFixture.NOW);
    private final CollectorTelemetry telemetry = start(clock);

    static CollectorTelemetry start(SettableClock clock) {
        return CollectorTelemetry.start(TelemetryFixture.config(), clock, EnumSet.allOf(Drop.class));
    }

    /** Everything that can happen happens. */
    static void playEverything(CollectorTelemetry telemetry) {
        telemetry.turned();
        telemetry.joined();
        telemetry.taken(3, 2, 1);
        telemetry.taken(1, 0, 0);
        telemetry.dropped(Drop.SOURCE_CAP, 4);
        telemetry.expired(5);
        telemetry.waiting("the store is away");
        telemetry.resumed();
    }

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void shouldCountWhatBecameOfRecords() {
        playEverything(telemetry);

        Exposition metrics = Exposition.parse(telemetry.scrape());
        assertThat(metrics.value("antidote_collector_records_total", "outcome=stored"))
                .isEqualTo(4);
        assertThat(metrics.value("antidote_collector_records_total", "outcome=repeated"))
                .isEqualTo(2);
        assertThat(metrics.value("antidote_collector_records_total", "outcome=known"))
                .isEqualTo(1);
        assertThat(metrics.value("antidote_collector_dropped_records_total", "reason=source_cap"))
                .isEqualTo(4);
        assertThat(metrics.value("antidote_collector_dropped_records_total", "reason=total_cap"))
                .isZero();
        assertThat(metrics.value("antidote_collector_expired_samples_total")).isEqualTo(5);
        assertThat(metrics.value("antidote_collector_commit_seconds"))
                .isEqualTo((double) TelemetryFixture.NOW.getEpochSecond());
    }

    @Test
    void shouldNameNoCommitBeforeThereWasOne() {
        assertThat(Exposition.parse(telemetry.scrape()).names()).doesNotContain("antidote_collector_commit_seconds");
    }

    @Test
    void shouldAnswerOnAPortOfItsOwn() throws Exception {
        int port = telemetry.address().orElseThrow().getPort();

        assertThat(TelemetryFixture.get(port, "/metrics").body()).contains("antidote_collector_records_total");
        assertThat(TelemetryFixture.get(port, "/health/live").statusCode()).isEqualTo(200);
        assertThat(TelemetryFixture.get(port, "/health/ready").body()).contains("no Kafka broker has answered yet");
    }

    @Test
    void shouldBeDeadWhereItsThreadHangsAndAliveInAnOutage() {
        CollectorHealth health =
                new CollectorHealth(clock, new Health.Limits(Duration.ofMinutes(2), Duration.ofSeconds(15)));
        health.observed(new Backlog(List.of()));
        assertThat(TelemetryFixture.down(health.ready()))
                .containsExactly(
                        "the consumer group has not taken it in yet; a member that was killed is missed for the"
                                + " session timeout first");
        health.joined();
        assertThat(health.ready().up()).isTrue();

        health.waiting("the store is away");
        assertThat(health.live().up()).as("a restart would not bring it back").isTrue();
        assertThat(TelemetryFixture.down(health.ready())).containsExactly("the store is away");

        health.waiting("");
        clock.advance(Duration.ofSeconds(30));
        health.unobserved("connection refused");
        health.turned();
        assertThat(TelemetryFixture.down(health.ready()))
                .containsExactly("no Kafka broker has answered for 30s: connection refused");

        clock.advance(Duration.ofMinutes(2));
        assertThat(TelemetryFixture.down(health.live()))
                .containsExactly("the collector has not come round for 120s, telemetry.stall allows 2m");
    }
}
