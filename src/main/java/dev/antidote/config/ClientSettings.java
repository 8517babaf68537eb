package dev.antidote.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Picks from settings meant for Kafka Streams what one of Kafka's clients understands. */
public final class ClientSettings {
    /** Of groups; Streams knows values that a consumer refuses. */
    private static final Set<String> OF_GROUPS = Set.of("group.id", "group.instance.id", "group.protocol");

    private ClientSettings() {}

    /**
     * The settings of a consumer outside any group, which reads what is committed, from the beginning where it has no place of its own.
     *
     * @param config names the brokers and how long to look for them
     * @param known the names that a consumer knows
     */
    public static Map<String, Object> committedReader(GuardConfig config, Set<String> known) {
        Map<String, Object> settings = of(config.kafka(), known, List.of("consumer.", "main.consumer."));
        settings.keySet().removeAll(OF_GROUPS);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        settings.put("auto.offset.reset", "earliest"); // what retention deletes while it is read is gone
        settings.put("enable.metrics.push", "false");
        settings.put(
                "default.api.timeout.ms",
                String.valueOf(config.stream().brokerTimeout().toMillis()));
        return settings;
    }

    /**
     * A client's own settings.
     *
     * @param kafka the settings of Kafka Streams
     * @param known the names that the client knows
     * @param prefixes marks of what is meant for this client alone, the weakest first; all of it wins over what has none
     */
    public static Map<String, Object> of(Map<String, String> kafka, Set<String> known, List<String> prefixes) {
        Map<String, Object> settings = new TreeMap<>();
        kafka.forEach((key, value) -> {
            if (known.contains(key)) {
                settings.put(key, value);
            }
        });
        prefixes.forEach(prefix -> kafka.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                settings.put(key.substring(prefix.length()), value);
            }
        }));
        return settings;
    }
}
