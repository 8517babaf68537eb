package dev.antidote.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.testing.SettableClock;
import dev.antidote.wire.avro.Probe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class ProberTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final ProbePack PACK =
            new ProbePack(List.of(ProbeText.clean("a", "ok"), ProbeText.triggered("b mn", "badnets", "abuse", "ok")));
    private static final Serializer<Probe> BY_ID =
            (topic, probe) -> (probe.getFamily() + " " + probe.getText()).getBytes(StandardCharsets.UTF_8);

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final ProbeSender sender = new ProbeSender(producer, "x.probes", BY_ID);
    private final SettableClock clock = new SettableClock(START);
    private final List<Long> pauses = new ArrayList<>();
    private long nanos;

    @Test
    void shouldSendEachProbeWhenItIsDueAndStampItThen() {
        Prober prober = prober();

        prober.run(sender, 3, Duration.ofDays(1));

        assertThat(producer.history())
                .hasSize(3)
                .extracting(ProducerRecord::topic)
                .containsOnly("x.probes");
        assertThat(producer.history())
                .extracting(ProducerRecord::timestamp)
                .containsExactly(START.toEpochMilli(), START.toEpochMilli() + 1000, START.toEpochMilli() + 2000);
        assertThat(producer.history().stream().map(record -> new String(record.key(), StandardCharsets.UTF_8)))
                .doesNotHaveDuplicates()
                .allMatch(key -> key.startsWith("probe-"));
        assertThat(pauses).containsExactly(1_000_000_000L, 1_000_000_000L);
        assertThat(prober.sent().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(3);
        assertThat(prober.ran()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldCatchUpWithoutWaitingWhereItFellBehind() {
        Prober prober = prober();
        nanos = 0;
        Prober.Pause slow = gap -> pass(Duration.ofSeconds(10));
        Prober behind = new Prober(
                new ProbeDraw(PACK, ProbeMix.usual(PACK), 1), ProbeSchedule.of("1/s", 0, 1), clock, () -> nanos, slow);

        behind.run(sender, 11, Duration.ofDays(1));

        assertThat(producer.history()).hasSize(11);
        assertThat(behind.ran()).as("one wait, and all that was due in it").isEqualTo(Duration.ofSeconds(10));
        assertThat(prober.sent()).isEmpty();
    }

    @Test
    void shouldEndWhenItsTimeIsOver() {
        Prober prober = prober();

        prober.run(sender, Long.MAX_VALUE, Duration.ofMillis(2500));

        assertThat(producer.history()).hasSize(3);
        assertThat(prober.ran()).isEqualTo(Duration.ofMillis(2500));
    }

    @Test
    void shouldKnowWhatItSentWhenItIsEnded() {
        Prober ended = new Prober(
                new ProbeDraw(PACK, ProbeMix.parse("clean=1"), 1),
                ProbeSchedule.of("1/s", 0, 1),
                clock,
                () -> nanos,
                gap -> {
                    throw new CancellationException("the end");
                });

        assertThatThrownBy(() -> ended.run(sender, 5, Duration.ofDays(1))).isInstanceOf(CancellationException.class);

        assertThat(ended.sent()).isEqualTo(Map.of("clean", 1L));
    }

    @Test
    void shouldCountWhatTheBrokerDidNotTake() {
        prober().run(sender, 2, Duration.ofDays(1));

        producer.completeNext();
        producer.errorNext(new IllegalStateException("disk full"));

        assertThat(sender.failed()).isEqualTo(1);
        assertThat(sender.reason()).contains("disk full");
    }

    private Prober prober() {
        return new Prober(
                new ProbeDraw(PACK, ProbeMix.usual(PACK), 1),
                ProbeSchedule.of("1/s", 0, 1),
                clock,
                () -> nanos,
                gap -> {
                    pauses.add(gap);
                    pass(Duration.ofNanos(gap));
                });
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        clock.advance(time);
    }
}
