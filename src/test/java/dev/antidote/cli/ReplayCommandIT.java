package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.antidote.embedded.EmbeddedBroker;
import dev.antidote.testing.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user gives it, on a real broker. */
class ReplayCommandIT {
    private final Path home;

    ReplayCommandIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void shouldShowThenSendThenFindNothingMore() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            Path config = Files.writeString(
                    home.resolve("guard.yaml"),
                    "bundle: b\nkafka:\n  bootstrap.servers: " + broker.bootstrapServers() + "\n");
            run("topics", "apply", "--config", config.toString());
            assertThat(run("replay", "--config", config.toString()))
                    .isEqualTo("No dead letters on antidote.dead-letters\n");
            write(broker, "org.example.Broken", "1");
            write(broker, "org.example.Other", "2");
            Path json = home.resolve("out.json");
            List<String> some = List.of(
                    "replay", "--config", config.toString(), "--exception", "Broken$", "--json", json.toString());

            String dry = run(with(some, "--dry-run"));
            assertThat(dry)
                    .startsWith("Would send back 1 of 2 dead letters on antidote.dead-letters\n")
                    .contains("| org.example.Broken | antidote.requests |       1 |", "left 1: not asked for");
            assertThat(figures(json).get("sent").asInt()).isZero();

            assertThat(run(some.toArray(String[]::new))).startsWith("Sent back 1 of 2 dead letters");
            assertThat(figures(json).get("sent").asInt()).isEqualTo(1);
            assertThat(run(some.toArray(String[]::new))).startsWith("Sent back none of 2 dead letters");
            assertThat(figures(json).get("left").get("sentBefore").asInt()).isEqualTo(1);

            try (TopicReader requests = new TopicReader(broker.bootstrapServers(), "antidote.requests")) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(40))
                        .until(() -> requests.poll().size() == 1);
                assertThat(requests.poll().get(0).value()).isEqualTo("1".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static String[] with(List<String> arguments, String more) {
        List<String> all = new ArrayList<>(arguments);
        all.add(more);
        return all.toArray(String[]::new);
    }

    private static JsonNode figures(Path json) throws IOException {
        return new ObjectMapper().readTree(json.toFile());
    }

    private static void write(EmbeddedBroker broker, String exception, String value) {
        ProducerRecord<String, String> letter = new ProducerRecord<>("antidote.dead-letters", value);
        Map.of("exception", exception, "topic", "antidote.requests", "partition", "0", "offset", value)
                .forEach((name, text) ->
                        letter.headers().add("__streams.errors." + name, text.getBytes(StandardCharsets.UTF_8)));
        try (Producer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            assertThat(producer.send(letter)).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    private String run(String... arguments) {
        Screen screen = new Screen(Capabilities.PLAIN);
        int code = screen.run(home.resolve("cache"), arguments);
        assertThat(code).as(screen.err()).isEqualTo(ExitCode.OK);
        return screen.out();
    }
}
