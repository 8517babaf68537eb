package dev.antidote.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.antidote.testing.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerIT {
    @Test
    void shouldServeTransactionsKeepOldRecordsAndLeaveNothingBehind() throws Exception {
        Set<Path> before = directories();
        EmbeddedBroker broker = EmbeddedBroker.start();
        assertThat(directories()).hasSizeGreaterThan(before.size());

        createTopic(broker, "t");
        sendInTransaction(broker, new ProducerRecord<>("t", 0, 1L, new byte[] {1}, new byte[] {2})); // of 1970
        try (TopicReader reader = new TopicReader(broker.bootstrapServers(), "t")) {
            await().atMost(Duration.ofSeconds(20)).until(() -> reader.poll().size() == 1);
        }

        assertThat(broker.close(Duration.ofSeconds(20))).isTrue();
        assertThat(directories()).isEqualTo(before);
    }

    @Test
    void shouldHaveTheSameDataOnTheSamePortAfterARestart() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            String servers = broker.bootstrapServers();
            createTopic(broker, "t");
            sendInTransaction(broker, new ProducerRecord<>("t", 0, 1L, new byte[] {1}, new byte[] {2}));

            broker.stop();
            broker.startAgain();

            assertThat(broker.bootstrapServers()).isEqualTo(servers);
            sendInTransaction(broker, new ProducerRecord<>("t", 0, 2L, new byte[] {3}, new byte[] {4}));
            try (TopicReader reader = new TopicReader(servers, "t")) {
                await().atMost(Duration.ofSeconds(20)).until(() -> reader.poll().size() == 2);
            }
        }
    }

    @Test
    void shouldSayInOneLineWhyItDidNotStartAndLeaveNothingBehind() throws IOException {
        Set<Path> before = directories();

        assertThatThrownBy(() -> EmbeddedBroker.start(Map.of("num.io.threads", "none")))
                .isInstanceOf(EmbeddedBrokerException.class)
                .hasMessageStartingWith("the embedded Kafka broker did not start: ")
                .hasMessageContaining("num.io.threads")
                .hasMessageNotContaining("\n");
        assertThat(directories()).isEqualTo(before);
    }

    private static void createTopic(EmbeddedBroker broker, String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    private static void sendInTransaction(EmbeddedBroker broker, ProducerRecord<byte[], byte[]> record)
            throws Exception {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "x"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            assertThat(producer.send(record)).isNotNull();
            producer.commitTransaction();
        }
    }

    private static Set<Path> directories() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("antidote-broker-"))
                    .collect(Collectors.toSet());
        }
    }
}
