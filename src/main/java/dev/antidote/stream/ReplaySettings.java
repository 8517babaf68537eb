package dev.antidote.stream;

import dev.antidote.config.ClientSettings;
import dev.antidote.config.GuardConfig;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The settings of a replay's clients: the {@code kafka} map of the configuration, and over it what exactly-once needs. */
final class ReplaySettings {
    /** What a replay adds to a record and to its frame. */
    private static final long ROOM = 64 << 10;

    private ReplaySettings() {}

    /** A consumer outside any group, which reads what is committed. */
    static Map<String, Object> consumer(GuardConfig config) {
        return ClientSettings.committedReader(config, ConsumerConfig.configNames());
    }

    /** A transactional producer; of two with one {@code transactionalId} the later one ends the earlier. */
    static Map<String, Object> producer(GuardConfig config, String transactionalId) {
        Map<String, Object> settings =
                ClientSettings.of(config.kafka(), ProducerConfig.configNames(), List.of("producer."));
        long largest = config.requests().maxRecord().bytes() + ROOM;
        settings.putIfAbsent("max.request.size", String.valueOf(Math.max(1 << 20, largest)));
        settings.put("transactional.id", transactionalId);
        settings.put("enable.idempotence", "true");
        settings.put("acks", "all");
        settings.put("enable.metrics.push", "false");
        // Until a killed replay's transaction ends, nobody reads what comes after it on the requests topic.
        settings.put(
                "transaction.timeout.ms",
                String.valueOf(config.stream().transactionTimeout().toMillis()));
        return settings;
    }
}
