package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.embedded.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Created topics on a real broker. */
class TopicProvisionerIT {
    private static final int PARTITIONS = 300; // whose logs take the broker a while
    private static final int RECORDS = 60_000;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    /**
     * A broker lists a topic before it has its logs. What an idempotent producer sends in between is refused, its second batch meets
     * the fresh log and is taken, and the first one is out of sequence from then on, until it expires after two minutes.
     */
    @Test
    void shouldReturnWhenATopicTakesWhatAnIdempotentProducerSendsAtOnce() throws Exception {
        TopicSpec spec = new TopicSpec("fresh", "test", PARTITIONS, OptionalInt.empty(), new TreeMap<>());

        TopicReport report = new TopicProvisioner(
                        Map.of("bootstrap.servers", broker.bootstrapServers()), Duration.ofSeconds(20))
                .apply(new Topics(List.of(spec)), "");

        assertThat(report.created()).containsExactly("fresh");
        assertThat(send("fresh")).hasSize(RECORDS).doesNotHaveDuplicates();
    }

    /** Partition and offset of each record. */
    private static List<String> send(String topic) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "delivery.timeout.ms",
                20_000,
                "request.timeout.ms",
                10_000);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                byte[] key = String.valueOf(i).getBytes(StandardCharsets.UTF_8);
                sent.add(producer.send(new ProducerRecord<>(topic, key, new byte[300])));
            }
            List<String> taken = new ArrayList<>();
            for (Future<RecordMetadata> one : sent) {
                taken.add(one.get().toString());
            }
            return taken;
        }
    }
}
