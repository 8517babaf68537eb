package dev.antidote.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.stream.Backlog;
import dev.antidote.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {
    private static final Backlog NOTHING = new Backlog(List.of());

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final Health health = new Health(clock, new Health.Limits(Duration.ofMinutes(2), Duration.ofSeconds(15)));
    private State state = State.CREATED;
    private Duration batch = Duration.ZERO;

    @Test
    void shouldBeAliveAndNotReadyWhileItStarts() {
        assertThat(health.live().up()).isTrue();
        assertThat(TelemetryFixture.down(health.ready()))
                .containsExactly(
                        "no bundle is loaded yet",
                        "Kafka Streams is not started yet",
                        "no Kafka broker has answered yet");
    }

    @Test
    void shouldBeReadyOnceABundleIsLoadedStreamsRunAndABrokerAnswers() {
        health.loaded("b1");
        health.started(() -> state, () -> batch);
        state = State.REBALANCING;
        health.observed(NOTHING);

        assertThat(TelemetryFixture.down(health.ready())).containsExactly("Kafka Streams is REBALANCING");
        state = State.RUNNING;
        assertThat(health.ready().up()).isTrue();
        assertThat(health.ready().checks()).extracting(HealthReport.Check::why).contains("bundle b1");
    }

    @ParameterizedTest
    @CsvSource({
        "CREATED,true",
        "REBALANCING,true",
        "RUNNING,true",
        "PENDING_SHUTDOWN,true",
        "PENDING_ERROR,false",
        "ERROR,false",
        "NOT_RUNNING,false"
    })
    void shouldBeDeadOnlyWhenStreamsHaveEnded(State now, boolean alive) {
        run(now);

        assertThat(health.live().up()).isEqualTo(alive);
        assertThat(health.ready().up()).isEqualTo(now == State.RUNNING);
    }

    @Test
    void shouldNotBeReadyWithoutABroker() {
        run(State.RUNNING);
        clock.advance(Duration.ofSeconds(10));
        health.unobserved("no Kafka broker answered at k:9092");
        assertThat(health.ready().up()).as("one answer may be late").isTrue();

        clock.advance(Duration.ofSeconds(6));

        assertThat(TelemetryFixture.down(health.ready()))
                .containsExactly("no Kafka broker has answered for 16s: no Kafka broker answered at k:9092");
        assertThat(health.live().up())
                .as("a restart would not bring the broker back")
                .isTrue();
        health.observed(NOTHING);
        assertThat(health.ready().up()).isTrue();
    }

    @Test
    void shouldBeDeadWhenAPartitionStandsStillWhileItsLagGrows() {
        run(State.RUNNING);
        health.observed(lag(100, 100));
        clock.advance(Duration.ofSeconds(5));
        health.observed(lag(100, 180));
        clock.advance(Duration.ofMinutes(2));
        health.observed(lag(100, 190));

        assertThat(TelemetryFixture.down(health.live()))
                .containsExactly(
                        "requests-3 stands still at offset 100 with a growing lag, 90 now, since 2026-03-01T10:00:05Z");
        assertThat(health.ready().up()).isFalse();
        health.observed(lag(101, 200));
        assertThat(health.live().up()).as("it moves again").isTrue();
    }

    @Test
    void shouldBeDeadWhenTheEngineDoesNotComeBackFromABatch() {
        run(State.RUNNING);
        batch = Duration.ofSeconds(119);
        assertThat(health.live().up()).as("a slow batch").isTrue();

        batch = Duration.ofMinutes(2);

        assertThat(TelemetryFixture.down(health.live())).containsExactly("a batch has been running for 2m");
        assertThat(health.ready().up()).isFalse();
    }

    @Test
    void shouldNotBlameTheGuardForABrokerThatWasAway() {
        run(State.RUNNING);
        health.observed(lag(100, 100));
        health.observed(lag(100, 180));
        health.unobserved("no Kafka broker answered at k:9092");
        clock.advance(Duration.ofMinutes(30));
        health.observed(lag(100, 200));

        assertThat(health.live().up()).isTrue();
    }

    private void run(State now) {
        health.loaded("b1");
        health.started(() -> state, () -> batch);
        state = now;
        health.observed(NOTHING);
    }

    private static Backlog lag(long committed, long end) {
        return new Backlog(List.of(new Backlog.Position("requests", 3, committed, end)));
    }
}
