package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import dev.antidote.embedded.EmbeddedBroker;
import dev.antidote.retrain.store.SampleFixture;
import dev.antidote.stream.TopicNames;
import dev.antidote.stream.TopicProvisioner;
import dev.antidote.stream.Topics;
import dev.antidote.testing.ChildJvm;
import dev.antidote.testing.Exposition;
import dev.antidote.testing.FakeRegistry;
import dev.antidote.wire.RecordSerdes;
import dev.antidote.wire.avro.FlaggedSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code antidote collect} as a process of its own, looked at from outside as an operator does. */
@DisabledOnOs(OS.WINDOWS) // has no such signals
class CollectCommandIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void shouldTellWhatItTakesInAndWhetherItCan(@TempDir Path home) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                FakeRegistry registry = FakeRegistry.start()) {
            Path config = configure(home, broker, registry);
            GuardConfig settings = GuardConfig.read(ConfigSource.file(config));
            new TopicProvisioner(settings.kafka(), settings.stream().brokerTimeout())
                    .apply(Topics.packaged().withPartitions(2), settings.topicPrefix());
            flag(settings, "one", "two", "two", "three");

            try (ChildJvm child = ChildJvm.start(
                    "collect",
                    Antidote.class,
                    home,
                    List.of("-Xmx256m", "-Dantidote.cache=" + home.resolve("cache")),
                    List.of("collect", "--config", config.toString()))) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(child.toString()).contains("collecting "));
                ChildPort port = new ChildPort(child);
                await().atMost(PATIENCE).untilAsserted(() -> assertTakenIn(port.metrics()));
                assertThat(port.get("/health/live").statusCode()).isEqualTo(200);
                assertThat(port.get("/health/ready").statusCode()).isEqualTo(200);

                child.process().destroy();

                assertThat(child.process().waitFor(40, TimeUnit.SECONDS)).isTrue();
                assertThat(child.process().exitValue()).as("%s", child).isEqualTo(143);
            }
        }
    }

    private static void assertTakenIn(Exposition metrics) {
        assertThat(metrics.value("antidote_collector_records_total", "outcome=stored"))
                .isEqualTo(2);
        assertThat(metrics.value("antidote_collector_records_total", "outcome=repeated"))
                .isEqualTo(1);
        assertThat(metrics.value("antidote_collector_dropped_records_total", "reason=source_cap"))
                .isEqualTo(1);
        assertThat(metrics.value("antidote_collector_commit_seconds")).isPositive();
        assertThat(metrics.with("antidote_lag_records"))
                .as("one of each partition")
                .hasSize(2)
                .allSatisfy((partition, lag) -> assertThat(lag).isZero());
        assertThat(metrics.value("antidote_ready")).isEqualTo(1);
    }

    private static Path configure(Path home, EmbeddedBroker broker, FakeRegistry registry) throws IOException {
        return Files.writeString(
                home.resolve("guard.yaml"),
                String.join(
                        "\n",
                        "bundle: " + home.resolve("none"),
                        "kafka: {bootstrap.servers: '" + broker.bootstrapServers() + "'}",
                        "schemaRegistry: {schema.registry.url: '" + registry.url() + "'}",
                        "stream: {brokerTimeout: 60s}",
                        "telemetry: {host: 127.0.0.1, collectorPort: 0, check: 200ms}",
                        "collector: {maxPerSource: 2}",
                        "store:",
                        "  url: jdbc:h2:file:" + home.resolve("samples"),
                        "  retention: 87600h", // the samples bear a time of long ago
                        ""));
    }

    private static void flag(GuardConfig settings, String... texts) throws Exception {
        String topic = new TopicNames(settings.topicPrefix()).flagged();
        Serializer<FlaggedSample> values = RecordSerdes.of(settings.schemaRegistry())
                .values(FlaggedSample.class)
                .serializer();
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", settings.kafka().get(GuardConfig.BOOTSTRAP_SERVERS)),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String text : texts) {
                byte[] key = "client".getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topic, key, values.serialize(topic, SampleFixture.published(text))))
                        .get();
            }
        }
    }
}
