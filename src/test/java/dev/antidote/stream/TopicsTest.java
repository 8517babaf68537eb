package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.config.ConfigException;
import dev.antidote.config.ConfigSource;
import dev.antidote.config.RequestsConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void shouldDescribeEveryTopicOfTheGuard() {
        Topics topics = Topics.packaged();

        assertThat(topics.specs().stream().map(spec -> "x." + spec.name()))
                .containsExactlyInAnyOrderElementsOf(new TopicNames("x.").all());
        assertThat(topics).isEqualTo(Topics.read(ConfigSource.file(Path.of("topology", "topics.yaml"))));
        assertThat(partitions(topics, "requests")).isEqualTo(partitions(topics, "probes"));
    }

    @Test
    void shouldLeaveRoomForHeadersWhereRecordsAreCarriedOnwards() {
        long largest = RequestsConfig.DEFAULTS.maxRecord().bytes();

        assertThat(Topics.packaged().specs())
                .filteredOn(
                        spec -> !Set.of("requests", "probes", "counts", "asr", "replayed", "releases", "release-acks")
                                .contains(spec.name()))
                .allSatisfy(spec -> assertThat(Long.parseLong(spec.config().get("max.message.bytes")))
                        .isGreaterThan(largest + (64 << 10)));
    }

    @Test
    void shouldReadEveryKey() {
        Topics topics = Topics.read(
                ConfigSource.yaml(
                        "t.yaml",
                        """
                topics:
                  a:
                    purpose: To try.
                    partitions: 3
                    replication: 2
                    config:
                      retention.ms: 5
                  b:
                    purpose: Too.
                    partitions: 1
                """));

        assertThat(topics.specs())
                .containsExactly(
                        new TopicSpec("a", "To try.", 3, OptionalInt.of(2), new TreeMap<>(Map.of("retention.ms", "5"))),
                        new TopicSpec("b", "Too.", 1, OptionalInt.empty(), new TreeMap<>()));
        assertThat(topics.withPartitions(7).specs())
                .extracting(TopicSpec::partitions)
                .containsOnly(7);
    }

    @Test
    void shouldRefuseMistakes() {
        assertThatThrownBy(() -> read("purpose: p, partitions: 0"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("t.yaml:2: topics.a.partitions: 0 is outside 1..10000");
        assertThatThrownBy(() -> read("purpose: p, partitions: 1, replication: 0"))
                .hasMessage("t.yaml:2: topics.a.replication: 0 is outside 1..100");
        assertThatThrownBy(() -> read("purpose: p, partition: 1"))
                .hasMessage("t.yaml:2: topics.a.partitions: is required");
        assertThatThrownBy(() -> read("purpose: p, partitions: 1, retention: 5"))
                .hasMessage(
                        "t.yaml:2: topics.a.retention: unknown key; known keys: config, partitions, purpose, replication");
    }

    private static Topics read(String keys) {
        return Topics.read(ConfigSource.yaml("t.yaml", "topics:\n  a: {" + keys + "}\n"));
    }

    private static int partitions(Topics topics, String name) {
        return topics.specs().stream()
                .filter(spec -> spec.name().equals(name))
                .mapToInt(TopicSpec::partitions)
                .sum();
    }
}
