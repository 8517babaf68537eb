package dev.antidote.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import dev.antidote.embedded.EmbeddedBroker;
import dev.antidote.infer.Classifier;
import dev.antidote.infer.EncodedText;
import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.Judgement;
import dev.antidote.p2p.UnguardedText;
import dev.antidote.stream.GuardModel;
import dev.antidote.stream.GuardSerdes;
import dev.antidote.stream.GuardStreams;
import dev.antidote.stream.TopicNames;
import dev.antidote.stream.TopicProvisioner;
import dev.antidote.stream.Topics;
import dev.antidote.testing.Exposition;
import dev.antidote.testing.FakeClassifier;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A guard on a real broker, looked at from outside as an operator does, until its broker is gone. */
class TelemetryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int REQUESTS = 400;
    private static final int UNSURE = 25;
    private static final int BLANK = 10;
    private static final int BROKEN = 5;

    @Test
    void shouldTellWhatAGuardDoesAndWhetherItCan() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start();
        CountDownLatch stuck = new CountDownLatch(1);
        try {
            GuardConfig config = config(broker);
            new TopicProvisioner(config.kafka(), Duration.ofSeconds(10))
                    .apply(Topics.packaged().withPartitions(2), config.topicPrefix());
            try (Telemetry telemetry = Telemetry.start(config.telemetry(), Clock.systemUTC(), List.of())) {
                assertThat(status(telemetry, "/health/live")).isEqualTo(200);
                assertThat(status(telemetry, "/health/ready")).isEqualTo(503);
                GuardModel model = telemetry.measure(sticky(stuck)).model();
                telemetry.serving("bundle-1");
                try (GuardStreams guard = GuardStreams.start(
                        config, model, GuardSerdes.of(config), telemetry.observers(), Clock.systemUTC())) {
                    telemetry.watch(config, guard);
                    await().atMost(PATIENCE).until(() -> status(telemetry, "/health/ready") == 200);

                    sendEverything(broker, config);
                    await().atMost(PATIENCE).untilAsserted(() -> assertCounted(scrape(telemetry)));
                    assertKafkasOwn(scrape(telemetry));

                    shouldFindAStuckEngine(broker, config, telemetry, stuck);

                    assertThat(broker.close(Duration.ofSeconds(20))).isTrue();
                    await().atMost(PATIENCE).until(() -> status(telemetry, "/health/ready") == 503);
                    assertThat(TelemetryFixture.get(telemetry, "/health/ready").body())
                            .contains("no Kafka broker has answered for");
                    assertThat(status(telemetry, "/health/live"))
                            .as("a restart would not bring the broker back")
                            .isEqualTo(200);
                }
            }
        } finally {
            stuck.countDown();
            broker.close();
        }
    }

    private static GuardModel sticky(CountDownLatch stuck) {
        return new GuardModel(
                new StickyClassifier(new FakeClassifier(2), stuck),
                TelemetryFixture.LABELS,
                FakeClassifier.PROMPT,
                "bundle-1",
                0.2);
    }

    /** Its ring is full of what the engine does not answer, and more comes in. */
    private static void shouldFindAStuckEngine(
            EmbeddedBroker broker, GuardConfig config, Telemetry telemetry, CountDownLatch stuck) {
        try (Producer<byte[], byte[]> producer = producer(broker)) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
                send(producer, config, StickyClassifier.STICKY);
                return status(telemetry, "/health/live") == 503;
            });
        }
        assertThat(scrape(telemetry).value("antidote_live")).isZero();
        stuck.countDown();
        await().atMost(PATIENCE).until(() -> status(telemetry, "/health/live") == 200);
    }

    private static void assertCounted(Exposition metrics) {
        int all = REQUESTS + UNSURE + BLANK + BROKEN;
        assertThat(metrics.value("antidote_requests_total")).isEqualTo(all);
        assertThat(metrics.with("antidote_verdicts_total").entrySet().stream()
                        .filter(verdict -> verdict.getKey().contains("judged"))
                        .mapToDouble(Map.Entry::getValue)
                        .sum())
                .isEqualTo(REQUESTS + UNSURE);
        assertThat(metrics.value("antidote_verdicts_total", "status=refused", "label=none"))
                .isEqualTo(BLANK + BROKEN);
        assertThat(metrics.value("antidote_flags_total", "reason=low_margin")).isEqualTo(UNSURE);
        assertThat(metrics.value("antidote_dead_letters_total", "reason=unfit")).isEqualTo(BLANK);
        assertThat(metrics.value("antidote_dead_letters_total", "reason=model")).isEqualTo(BROKEN);
        assertThat(metrics.value("antidote_batch_failed_records_total")).isEqualTo(BROKEN);
        assertThat(metrics.value("antidote_leakage_ratio_count")).isEqualTo(REQUESTS + UNSURE);
        assertThat(metrics.value("antidote_inference_texts_total", "bundle=bundle-1"))
                .as("those of failing batches are read again")
                .isGreaterThanOrEqualTo(REQUESTS + UNSURE + BROKEN);
        assertThat(metrics.sum("antidote_in_flight_records")).isZero();
        assertThat(metrics.value("antidote_queue_records")).isZero();
        assertThat(metrics.value("antidote_lag_records", "topic=watched.requests", "partition=0"))
                .isZero();
        assertThat(metrics.value("antidote_lag_records", "topic=watched.requests", "partition=1"))
                .isZero();
        assertThat(metrics.value("antidote_ring_slots")).isEqualTo(16);
        assertThat(metrics.value("antidote_ready")).isEqualTo(1);
    }

    private static void assertKafkasOwn(Exposition metrics) {
        assertThat(metrics.names())
                .anyMatch(name -> name.startsWith("kafka_stream_thread_"))
                .anyMatch(name -> name.startsWith("kafka_consumer_fetch_manager_"));
    }

    private static void sendEverything(EmbeddedBroker broker, GuardConfig config) {
        try (Producer<byte[], byte[]> producer = producer(broker)) {
            for (int i = 0; i < REQUESTS; i++) {
                send(producer, config, "message number " + i);
            }
            for (int i = 0; i < UNSURE; i++) {
                send(producer, config, FakeClassifier.UNSURE + " " + i);
            }
            for (int i = 0; i < BLANK; i++) {
                send(producer, config, "  ");
            }
            for (int i = 0; i < BROKEN; i++) {
                send(producer, config, FakeClassifier.POISON + " " + i);
            }
        }
    }

    private static void send(Producer<byte[], byte[]> producer, GuardConfig config, String text) {
        String topic = new TopicNames(config.topicPrefix()).requests();
        assertThat(producer.send(new ProducerRecord<>(topic, text.getBytes(StandardCharsets.UTF_8))))
                .succeedsWithin(PATIENCE);
    }

    private static Producer<byte[], byte[]> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static GuardConfig config(EmbeddedBroker broker) {
        return GuardConfig.read(ConfigSource.empty()
                .withFlags(Map.ofEntries(
                        Map.entry("bundle", "unused"),
                        Map.entry("kafka.bootstrap.servers", broker.bootstrapServers()),
                        Map.entry("schemaRegistry.schema.registry.url", "mock://telemetry-it"),
                        Map.entry("topicPrefix", "watched."),
                        Map.entry("applicationId", "watched-guard"),
                        Map.entry("requests.format", "text"),
                        Map.entry("ring.slots", "16"),
                        Map.entry("stream.sessionTimeout", "3s"),
                        Map.entry("stream.brokerTimeout", "1s"),
                        Map.entry("stream.closeTimeout", "1s"), // at the end there is nobody left to say goodbye to
                        Map.entry("telemetry.host", "127.0.0.1"),
                        Map.entry("telemetry.port", "0"),
                        Map.entry("telemetry.check", "100ms"),
                        Map.entry("telemetry.stall", "3s"))));
    }

    private static int status(Telemetry telemetry, String path) throws IOException, InterruptedException {
        return TelemetryFixture.get(telemetry, path).statusCode();
    }

    private static Exposition scrape(Telemetry telemetry) {
        try {
            HttpResponse<String> response = TelemetryFixture.get(telemetry, "/metrics");
            assertThat(response.statusCode()).isEqualTo(200);
            return Exposition.parse(response.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** An engine that does not come back from a batch with {@value #STICKY} in it until it is let go. */
    private record StickyClassifier(Classifier model, CountDownLatch letGo) implements Classifier {
        static final String STICKY = "sticky";

        @Override
        public EncodedText encode(GuardedText text) {
            return model.encode(text);
        }

        @Override
        public EncodedText encodeUnguarded(UnguardedText text) {
            return model.encodeUnguarded(text);
        }

        @Override
        public List<Judgement> classify(List<EncodedText> batch) {
            boolean sticky = batch.stream().anyMatch(text -> text.length() == 1 && text.ids()[0] == STICKY.hashCode());
            if (sticky) {
                try {
                    letGo.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return model.classify(batch);
        }
    }
}
