package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.config.GuardConfig;
import dev.antidote.stream.Admission.Admitted;
import dev.antidote.stream.Admission.Oversized;
import dev.antidote.stream.Admission.Rejected;
import dev.antidote.testing.FakeClassifier;
import dev.antidote.wire.RecordPlace;
import dev.antidote.wire.RequestDecoder;
import dev.antidote.wire.TextRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final GuardConfig CONFIG =
            GuardFixture.config(Map.of("requests.maxText", "8B", "requests.maxRecord", "1KiB"));

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void shouldWrapAndTokenizeWhatItAdmits() {
        Admission admission =
                gate((place, key, value) -> new TextRequest("r1", "one two")).admit(record(1));

        assertThat(admission).isInstanceOfSatisfying(Admitted.class, admitted -> {
            assertThat(admitted.submission().cost()).isEqualTo(2);
            assertThat(admitted.subject().id()).isEqualTo("r1");
        });
    }

    @Test
    void shouldWaitForTheRegistryInsteadOfBlamingTheRecord() {
        Gate gate = gate((place, key, value) -> {
            if (attempts.incrementAndGet() < 3) {
                throw new KafkaException("the registry is away");
            }
            return new TextRequest("r1", "late");
        });

        assertThat(gate.admit(record(1))).isInstanceOf(Admitted.class);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void shouldGiveTheTaskUpRatherThanTheRecordWhenTheRegistryStaysAway() {
        Gate gate = gate((place, key, value) -> {
            throw new KafkaException("the registry is away");
        });

        assertThatThrownBy(() -> gate.admit(record(1)))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("the registry is away");
    }

    @Test
    void shouldRejectWhatNeverCanBeRead() {
        SerializationException broken = new SerializationException("no such magic");
        IllegalArgumentException bug = new IllegalArgumentException("a decoder's bug");

        assertThat(gate((place, key, value) -> {
                            throw broken;
                        })
                        .admit(record(1)))
                .isEqualTo(new Rejected(null, broken));
        assertThat(gate((place, key, value) -> {
                            throw bug;
                        })
                        .admit(record(1)))
                .isEqualTo(new Rejected(null, bug));
    }

    @Test
    void shouldKnowWhoseTextIsTooLong() {
        Admission admission =
                gate((place, key, value) -> new TextRequest("r1", "123456789")).admit(record(1));

        assertThat(admission).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.subject()).extracting(Subject::id).isEqualTo("r1");
            assertThat(rejected.reason()).hasMessageContaining("9 bytes, more than 8B");
        });
    }

    @Test
    void shouldNotEvenDecodeWhatIsTooLarge() {
        Gate gate = gate((place, key, value) -> {
            throw new AssertionError("decoded");
        });

        assertThat(gate.admit(record(1025))).isInstanceOf(Oversized.class);
    }

    private Gate gate(RequestDecoder decoder) {
        GuardSerdes serdes = GuardSerdes.of(CONFIG);
        return new Gate(
                CONFIG.requests(),
                new RecordSample(0, 1),
                GuardFixture.live(new FakeClassifier(2)),
                new GuardSerdes(
                        decoder,
                        serdes.probes(),
                        serdes.verdicts(),
                        serdes.outcomes(),
                        serdes.flagged(),
                        serdes.rates()),
                new Patience(Duration.ofSeconds(1), nanos::get, pause -> nanos.addAndGet(pause.toNanos())));
    }

    private static RawRecord record(int bytes) {
        RecordPlace place = new RecordPlace("antidote.requests", 0, 7);
        return new RawRecord(RecordKind.REQUEST, place, null, new byte[bytes], 0, new RecordHeaders());
    }
}
