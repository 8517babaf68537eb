package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> pauses = new ArrayList<>();
    private final Patience patience = new Patience(Duration.ofSeconds(10), nanos::get, duration -> {
        pauses.add(duration);
        nanos.addAndGet(duration.toNanos());
    });

    @Test
    void shouldOutlastARegistryThatIsAwayForAWhile() {
        AtomicInteger attempts = new AtomicInteger();

        String result = patience.outlast("reading", () -> {
            if (attempts.incrementAndGet() < 7) {
                throw new KafkaException("registry away");
            }
            return "read";
        });

        assertThat(result).isEqualTo("read");
        assertThat(pauses.stream().map(Duration::toMillis)).containsExactly(100L, 200L, 400L, 800L, 1600L, 2000L);
    }

    @Test
    void shouldGiveUpInTheEndWithoutBlamingTheRecord() {
        assertThatThrownBy(() -> patience.outlast("reading r-0 offset 3", () -> {
                    throw new KafkaException("registry away");
                }))
                .isInstanceOf(StreamsException.class)
                .hasMessage("reading r-0 offset 3 failed for 10s: registry away");
        assertThat(Duration.ofNanos(nanos.get())).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(13));
    }

    @Test
    void shouldBlameTheRecordAtOnce() {
        SerializationException broken = new SerializationException("broken", new EOFException());
        IllegalStateException bug = new IllegalStateException("decoder");

        assertThatThrownBy(() -> patience.outlast("reading", () -> {
                    throw broken;
                }))
                .isSameAs(broken);
        assertThatThrownBy(() -> patience.outlast("reading", () -> {
                    throw bug;
                }))
                .isSameAs(bug);
        assertThat(pauses).isEmpty();
    }

    @Test
    void shouldSeeABrokenConnectionBehindASerializationException() {
        assertThat(Patience.isPayloadsFault(
                        new SerializationException("no schema", new RuntimeException(new ConnectException("refused")))))
                .isFalse();
    }

    @Test
    void shouldEndWhenInterrupted() {
        Patience interrupted = new Patience(Duration.ofSeconds(10), nanos::get, duration -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> interrupted.outlast("reading", () -> {
                    throw new KafkaException("registry away");
                }))
                .isInstanceOf(StreamsException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
