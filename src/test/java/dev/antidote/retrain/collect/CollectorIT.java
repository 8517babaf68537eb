package dev.antidote.retrain.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.antidote.config.StoreConfig;
import dev.antidote.embedded.EmbeddedBroker;
import dev.antidote.retrain.store.Database;
import dev.antidote.retrain.store.DropReason;
import dev.antidote.retrain.store.SampleFilter;
import dev.antidote.retrain.store.SampleFixture;
import dev.antidote.retrain.store.Samples;
import dev.antidote.retrain.store.StoreCounts;
import dev.antidote.retrain.store.StoredSample;
import dev.antidote.stream.TopicProvisioner;
import dev.antidote.stream.TopicReport;
import dev.antidote.stream.TopicSpec;
import dev.antidote.stream.Topics;
import dev.antidote.testing.FakeRegistry;
import dev.antidote.testing.PostgresServer;
import dev.antidote.wire.RecordSerdes;
import dev.antidote.wire.avro.FlaggedSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Collectors in processes of their own, killed at random moments: every flagged record is counted once, whatever became of it. {@code
 * -Dantidote.chaos.seed=n} chooses other moments.
 */
@DisabledOnOs(OS.WINDOWS) // has no such signals
class CollectorIT {
    private static final int RECORDS = 1_400;
    private static final int TEXTS = 1_000; // so that some come twice
    private static final int FLOOD = 140; // of one source, whose cap is 50
    private static final int CAP = 50;
    private static final Duration END = Duration.ofSeconds(60);

    private static EmbeddedBroker broker;
    private static FakeRegistry registry;

    private final SplittableRandom random = new SplittableRandom(Long.getLong("antidote.chaos.seed", 7));
    private final List<CollectorProcess> collectors = new ArrayList<>();
    private final Path directory;

    CollectorIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void startBroker() throws IOException {
        broker = EmbeddedBroker.start();
        registry = FakeRegistry.start();
    }

    @AfterAll
    static void stopBroker() {
        registry.close();
        broker.close();
    }

    @AfterEach
    void killWhatIsLeft() {
        collectors.forEach(CollectorProcess::close);
    }

    @Test
    void shouldLoseAndDoubleNothingInAnH2File() throws Exception {
        outlastKills("h2.flagged", SampleFixture.store("jdbc:h2:file:" + directory.resolve("samples"), ""), 4);
    }

    @Test
    void shouldLoseAndDoubleNothingInPostgresql() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            outlastKills("postgres.flagged", SampleFixture.store(server.newDatabase(), server.user()), 3);
        }
    }

    private void outlastKills(String topic, StoreConfig store, int kills) throws Exception {
        write(topic);
        Map<String, String> flags = flags(topic, store);
        for (int kill = 0; kill < kills; kill++) {
            CollectorProcess collector = start(topic, flags);
            if (kill % 4 != 1) { // else at any moment from its launch on
                int batches = 1 + random.nextInt(3);
                await().pollInterval(Duration.ofMillis(2)).atMost(END).untilAsserted(() -> assertThat(
                                collector.batches())
                        .as("%s", collector)
                        .isGreaterThanOrEqualTo(batches));
                collector.killIn(random.nextInt(60));
            } else {
                collector.killIn(random.nextInt(2_500));
            }
        }
        assertThat(collectors.stream().mapToLong(CollectorProcess::records).sum())
                .as("something was left for the last one")
                .isLessThan(RECORDS + FLOOD);
        CollectorProcess last = start(topic, flags);
        Samples samples = new Samples(Database.open(store, END));
        await().pollInterval(Duration.ofMillis(500)).atMost(END).untilAsserted(() -> assertThat(all(samples.counts()))
                .as("%s", collectors)
                .isGreaterThanOrEqualTo(RECORDS + FLOOD));
        last.terminate();

        audit(samples);
    }

    private static long all(StoreCounts counts) {
        return counts.sightings()
                + counts.dropped().values().stream().mapToLong(Long::longValue).sum();
    }

    private static void audit(Samples samples) {
        StoreCounts counts = samples.counts();
        assertThat(counts.sightings()).isEqualTo(RECORDS + CAP);
        assertThat(counts.samples()).isEqualTo(TEXTS + CAP);
        assertThat(counts.dropped()).containsEntry(DropReason.SOURCE_CAP, (long) FLOOD - CAP);
        Map<String, Long> expected = new TreeMap<>();
        IntStream.range(0, RECORDS).forEach(i -> expected.merge(text(i), 1L, Long::sum));
        Map<String, Long> found = new TreeMap<>();
        for (StoredSample sample : samples.page(SampleFilter.ALL, 0, RECORDS + FLOOD)) {
            if (!sample.source().equals("flooder")) {
                found.put(sample.text(), sample.seen().count());
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    private CollectorProcess start(String topic, Map<String, String> flags) throws IOException {
        CollectorProcess collector = CollectorProcess.start(topic, flags, directory);
        collectors.add(collector);
        return collector;
    }

    private static Map<String, String> flags(String topic, StoreConfig store) {
        return Map.of(
                "store.retention",
                "87600h", // the samples bear a time of long ago
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "kafka.consumer.max.poll.records",
                "40",
                "kafka.consumer.session.timeout.ms",
                "2000", // a killed one is missed soon
                "kafka.consumer.heartbeat.interval.ms",
                "500",
                "schemaRegistry.schema.registry.url",
                registry.url(),
                "applicationId",
                topic,
                "collector.maxPerSource",
                String.valueOf(CAP),
                "store.url",
                store.url(),
                "store.user",
                store.user());
    }

    private static String text(int record) {
        return "text " + record % TEXTS;
    }

    private static void write(String topic) throws Exception {
        Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
        TopicSpec spec = new TopicSpec(topic, "flagged samples", 3, OptionalInt.empty(), new TreeMap<>());
        TopicReport report = new TopicProvisioner(kafka, END).apply(new Topics(List.of(spec)), "");
        assertThat(report.created()).containsExactly(topic);
        Map<String, Object> settings = new TreeMap<>(kafka);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Serializer<FlaggedSample> values = RecordSerdes.of(Map.of("schema.registry.url", registry.url()))
                    .values(FlaggedSample.class)
                    .serializer();
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                sent.add(producer.send(record(topic, values, "client " + i, text(i))));
                if (i % (RECORDS / FLOOD) == 0) {
                    sent.add(producer.send(record(topic, values, "flooder", "flood " + i)));
                }
            }
            for (Future<?> one : sent) {
                one.get();
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, Serializer<FlaggedSample> values, String source, String text) {
        byte[] value = values.serialize(topic, SampleFixture.published(text));
        return new ProducerRecord<>(topic, source.getBytes(StandardCharsets.UTF_8), value);
    }
}
