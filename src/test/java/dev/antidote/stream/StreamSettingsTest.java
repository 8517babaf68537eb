package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.config.ConfigException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSettingsTest {
    @Test
    void shouldBeExactlyOnceAndQuick() {
        Properties settings = settings(Map.of("stream.threads", "2"));

        assertThat(settings)
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("application.id", "antidote-guard")
                .containsEntry("num.stream.threads", "2")
                .containsEntry("commit.interval.ms", "100")
                .containsEntry("poll.ms", "5")
                .containsEntry("producer.transaction.timeout.ms", "10000")
                .containsEntry("consumer.session.timeout.ms", "6000")
                .containsEntry("consumer.heartbeat.interval.ms", "1000")
                .containsEntry("consumer.auto.offset.reset", "earliest")
                .containsEntry("consumer.max.poll.records", "128")
                .containsEntry("max.task.idle.ms", "-1")
                .containsEntry("statestore.cache.max.bytes", String.valueOf(20 << 20))
                .containsEntry("state.dir", "scratch");
    }

    @Test
    void shouldLetTheKafkaSectionWinOverDefaults() {
        Properties settings = settings(Map.of(
                "kafka.state.dir", "/var/state",
                "kafka.security.protocol", "SSL",
                "kafka.producer.batch.size", "1"));

        assertThat(settings)
                .containsEntry("state.dir", "/var/state")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("producer.batch.size", "1");
    }

    @Test
    void shouldLeaveSessionsToTheBrokerUnderTheStreamsProtocol() {
        assertThat(settings(Map.of("kafka.group.protocol", "streams")))
                .doesNotContainKeys("consumer.session.timeout.ms", "consumer.heartbeat.interval.ms");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            processing.guarantee            | is always exactly_once_v2
            application.id                  | is set by applicationId
            consumer.session.timeout.ms     | is set by stream.sessionTimeout
            main.consumer.isolation.level   | is always read_committed
            producer.transaction.timeout.ms | is set by stream.transactionTimeout
            poll.ms                         | is set by stream.poll
            """)
    void shouldRefuseWhatIsFixed(String key, String reason) {
        assertThatThrownBy(() -> settings(Map.of("kafka." + key, "x")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("kafka." + key + ": " + reason)
                .hasMessageEndingWith("take it out of the kafka section");
    }

    @ParameterizedTest
    @ValueSource(strings = {"max.poll.interval.ms", "consumer.max.poll.interval.ms"})
    void shouldRefuseARingThatMayWaitLongerThanKafkaDoes(String key) {
        assertThatThrownBy(() -> settings(Map.of("kafka." + key, "60000")))
                .hasMessage(
                        "ring.timeout: 1m is too long: a record may wait 4 times as long in all, and Kafka takes a thread"
                                + " for dead after 1m; lower it, or raise kafka.max.poll.interval.ms");
        assertThatThrownBy(() -> settings(Map.of("ring.timeout", "75s")))
                .hasMessageStartingWith("ring.timeout: 75s is too long")
                .hasMessageContaining("after 5m;");
        assertThat(settings(Map.of("kafka." + key, "600000", "ring.timeout", "149s")))
                .isNotEmpty();
        assertThatThrownBy(() -> settings(Map.of("kafka." + key, "soon")))
                .hasMessage("kafka." + key + ": 'soon' is not a number of milliseconds");
    }

    @Test
    void shouldMakeRoomForTheLargestRecord() {
        Properties settings = settings(Map.of("requests.maxRecord", "8MiB"));

        assertThat(Long.parseLong(settings.getProperty("producer.max.request.size")))
                .isGreaterThan(16L << 20);
        assertThat(Long.parseLong(settings.getProperty("producer.buffer.memory")))
                .isGreaterThan(64L << 20);
    }

    private static Properties settings(Map<String, String> flags) {
        return StreamSettings.of(GuardFixture.config(flags), Path.of("scratch"));
    }
}
