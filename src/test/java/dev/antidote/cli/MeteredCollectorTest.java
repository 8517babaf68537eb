package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.config.TelemetryConfig;
import dev.antidote.retrain.collect.CollectorObserver;
import dev.antidote.retrain.store.DropReason;
import dev.antidote.retrain.store.IntakeTally;
import dev.antidote.telemetry.CollectorTelemetry;
import dev.antidote.testing.Exposition;
import dev.antidote.testing.LocalPages;
import dev.antidote.testing.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeteredCollectorTest {
    private static final TelemetryConfig CONFIG =
            new TelemetryConfig(true, "127.0.0.1", 0, 0, 0, Duration.ofSeconds(1), Duration.ofMinutes(2));

    private final List<String> told = new ArrayList<>();

    @Test
    void shouldMeasureEverythingAndPassItOn() throws Exception {
        try (CollectorTelemetry telemetry = CollectorTelemetry.start(
                CONFIG, new SettableClock(Instant.parse("2026-03-01T10:00:00Z")), EnumSet.allOf(DropReason.class))) {
            CollectorObserver collector = new MeteredCollector(telemetry, new Told());

            collector.turned();
            assertThat(get(telemetry, "/health/ready")).contains("the consumer group has not taken it in yet");
            collector.joined();
            collector.taken(new IntakeTally(3, 2, 1, Map.of(DropReason.SOURCE_CAP, 4L)));
            collector.expired(6);
            collector.waiting("away");

            Exposition metrics = Exposition.parse(get(telemetry, "/metrics"));
            assertThat(metrics.value("antidote_collector_records_total", "outcome=stored"))
                    .isEqualTo(3);
            assertThat(metrics.value("antidote_collector_records_total", "outcome=repeated"))
                    .isEqualTo(2);
            assertThat(metrics.value("antidote_collector_records_total", "outcome=known"))
                    .isEqualTo(1);
            assertThat(metrics.value("antidote_collector_dropped_records_total", "reason=source_cap"))
                    .isEqualTo(4);
            assertThat(metrics.value("antidote_collector_dropped_records_total", "reason=unreadable"))
                    .isZero();
            assertThat(metrics.value("antidote_collector_expired_samples_total"))
                    .isEqualTo(6);
            assertThat(get(telemetry, "/health/ready")).contains("\"why\":\"away\"");

            collector.resumed();
            assertThat(get(telemetry, "/health/ready")).contains("\"why\":\"what comes is taken in\"");
            assertThat(told).containsExactly("turned", "joined", "3 stored", "6 expired", "waiting: away", "resumed");
        }
    }

    private static String get(CollectorTelemetry telemetry, String path) throws Exception {
        int port = telemetry.address().orElseThrow().getPort();
        return LocalPages.get(URI.create("http://127.0.0.1:" + port + path)).body();
    }

    private final class Told implements CollectorObserver {
        @Override
        public void turned() {
            told.add("turned");
        }

        @Override
        public void joined() {
            told.add("joined");
        }

        @Override
        public void taken(IntakeTally tally) {
            told.add(tally.stored() + " stored");
        }

        @Override
        public void expired(int samples) {
            told.add(samples + " expired");
        }

        @Override
        public void waiting(String reason) {
            told.add("waiting: " + reason);
        }

        @Override
        public void resumed() {
            told.add("resumed");
        }
    }
}
