package dev.antidote.stream;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Picks from settings meant for Kafka Streams what an admin client understands. */
final class AdminSettings {
    private static final String PREFIX = "admin.";

    private AdminSettings() {}

    /** The admin client's own settings; those with the prefix {@code admin.} win. */
    static Map<String, Object> of(Map<String, String> kafka) {
        Set<String> known = AdminClientConfig.configNames();
        Map<String, Object> settings = new TreeMap<>();
        kafka.forEach((key, value) -> {
            if (known.contains(key)) {
                settings.put(key, value);
            }
        });
        kafka.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                settings.put(key.substring(PREFIX.length()), value);
            }
        });
        return settings;
    }
}
