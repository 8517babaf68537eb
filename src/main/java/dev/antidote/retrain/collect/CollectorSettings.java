package dev.antidote.retrain.collect;

import dev.antidote.config.ClientSettings;
import dev.antidote.config.GuardConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The settings of the collector's clients: the {@code kafka} map of the configuration, and over it what losing nothing needs. */
final class CollectorSettings {
    /** The guard's own: Streams knows values that a consumer refuses, and its members have other names. */
    private static final Set<String> OF_THE_GUARD = Set.of("group.id", "group.instance.id", "group.protocol");

    /** A collector that was killed is missed for so long before another reads on; a living one that pauses longer joins anew. */
    private static final String SESSION = "10000";

    private CollectorSettings() {}

    /** A member of a group of the collectors' own. */
    static Map<String, Object> consumer(GuardConfig config) {
        Map<String, Object> settings =
                ClientSettings.of(config.kafka(), ConsumerConfig.configNames(), List.of("consumer."));
        settings.keySet().removeAll(OF_THE_GUARD);
        settings.putIfAbsent("session.timeout.ms", SESSION);
        settings.put("group.id", group(config));
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false"); // after the store, never before
        settings.put("auto.offset.reset", "earliest"); // what retention deleted is gone; what is left is not skipped
        settings.put("allow.auto.create.topics", "false");
        settings.put("enable.metrics.push", "false");
        return settings;
    }

    static Map<String, Object> admin(GuardConfig config) {
        Map<String, Object> settings =
                ClientSettings.of(config.kafka(), AdminClientConfig.configNames(), List.of("admin."));
        String timeout = String.valueOf(config.stream().brokerTimeout().toMillis());
        settings.put("default.api.timeout.ms", timeout);
        settings.put("request.timeout.ms", timeout);
        settings.put("enable.metrics.push", "false");
        return settings;
    }

    static String group(GuardConfig config) {
        return config.applicationId() + "-collector";
    }
}
