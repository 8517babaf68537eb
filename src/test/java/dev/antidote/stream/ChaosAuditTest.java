package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.config.GuardConfig;
import dev.antidote.testing.FakeClassifier;
import dev.antidote.wire.avro.Verdict;
import dev.antidote.wire.avro.VerdictStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** An audit that finds nothing proves something only if it would find each kind of harm. */
class ChaosAuditTest {
    private static final int REQUESTS = 20;
    private static final long EPOCH = 1_000;
    private static final String TOPIC = "verdicts";
    private static final GuardConfig CONFIG = GuardFixture.config(Map.of());
    private static final Serde<Verdict> SERDE = GuardFixture.serde(CONFIG, Verdict.class);

    private final List<ConsumerRecord<byte[], byte[]>> verdicts =
            IntStream.range(0, REQUESTS).mapToObj(i -> verdict(i, i)).collect(Collectors.toCollection(ArrayList::new));

    @Test
    void shouldFindNothingWhereNothingIsWrong() {
        assertThat(audit()).isEqualTo(ChaosAudit.Findings.flawless(REQUESTS));
    }

    @Test
    void shouldFindWhatIsLostAndWhatIsDoubled() {
        verdicts.set(19, verdicts.get(15)); // the same count as before

        assertThat(audit()).isEqualTo(new ChaosAudit.Findings(REQUESTS, 1, 1, 0, 0));
    }

    @Test
    void shouldFindWhatOvertookAnotherOfItsPartition() {
        Collections.swap(verdicts, 4, 8); // both of partition 0

        assertThat(audit()).isEqualTo(new ChaosAudit.Findings(REQUESTS, 0, 0, 1, 0));
    }

    @Test
    void shouldAllowAnyOrderBetweenPartitions() {
        Collections.swap(verdicts, 4, 5);

        assertThat(audit()).isEqualTo(ChaosAudit.Findings.flawless(REQUESTS));
    }

    @Test
    void shouldFindVerdictsWithTheHeadersOfOthersAndVerdictsThatNobodyAskedFor() {
        verdicts.set(3, verdict(3, 7));
        verdicts.add(verdict(REQUESTS, REQUESTS));

        assertThat(audit()).isEqualTo(new ChaosAudit.Findings(REQUESTS, 0, 0, 0, 2));
    }

    private ChaosAudit.Findings audit() {
        return new ChaosAudit(EPOCH, record -> SERDE.deserializer().deserialize(TOPIC, record.value()))
                .of(REQUESTS, verdicts);
    }

    /** The verdict on one request in the envelope of another. */
    private static ConsumerRecord<byte[], byte[]> verdict(int number, int envelope) {
        ChaosRequest request = new ChaosRequest(number, EPOCH);
        FakeClassifier judge = new FakeClassifier(2);
        Verdict verdict = Verdict.newBuilder()
                .setId(request.id())
                .setStatus(VerdictStatus.JUDGED)
                .setLabel(GuardFixture.LABELS.names().get(judge.labelOf(request.text())))
                .setBundle(GuardFixture.BUNDLE)
                .setJudgedAt(Instant.EPOCH)
                .build();
        ProducerRecord<byte[], byte[]> sent = new ChaosRequest(envelope, EPOCH)
                .record(TOPIC, SERDE.serializer().serialize(TOPIC, verdict));
        return new ConsumerRecord<>(
                TOPIC,
                0,
                number,
                sent.timestamp(),
                TimestampType.CREATE_TIME,
                -1,
                -1,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }
}
