package dev.antidote.stream;

import dev.antidote.config.ClientSettings;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Picks from settings meant for Kafka Streams what an admin client understands. */
final class AdminSettings {
    private AdminSettings() {}

    /** The admin client's own settings; those with the prefix {@code admin.} win. */
    static Map<String, Object> of(Map<String, String> kafka) {
        return ClientSettings.of(kafka, AdminClientConfig.configNames(), List.of("admin."));
    }
}
