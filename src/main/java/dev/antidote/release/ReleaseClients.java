package dev.antidote.release;

import dev.antidote.config.ClientSettings;
import dev.antidote.config.GuardConfig;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The settings of this room's clients: the {@code kafka} map of the configuration, and over it what releases need. */
final class ReleaseClients {
    private ReleaseClients() {}

    /** A consumer outside any group, which reads what is committed. */
    static Map<String, Object> consumer(GuardConfig config) {
        return ClientSettings.committedReader(config, ConsumerConfig.configNames());
    }

    /** The one producer of announcements: of two, the later ends the earlier. */
    static Map<String, Object> publisher(GuardConfig config, String transactionalId) {
        Map<String, Object> settings = producer(config);
        settings.put("transactional.id", transactionalId);
        settings.put(
                "transaction.timeout.ms",
                String.valueOf(config.stream().transactionTimeout().toMillis()));
        return settings;
    }

    /** A producer that holds its caller back no longer than the broker may be looked for. */
    static Map<String, Object> producer(GuardConfig config) {
        Map<String, Object> settings =
                ClientSettings.of(config.kafka(), ProducerConfig.configNames(), List.of("producer."));
        settings.remove("transactional.id");
        settings.put("enable.idempotence", "true");
        settings.put("acks", "all");
        settings.put("linger.ms", "0");
        settings.put("enable.metrics.push", "false");
        settings.put("max.block.ms", patience(config));
        return settings;
    }

    private static String patience(GuardConfig config) {
        return String.valueOf(config.stream().brokerTimeout().toMillis());
    }
}
