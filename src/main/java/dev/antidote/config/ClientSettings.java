package dev.antidote.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Picks from settings meant for Kafka Streams what one of Kafka's clients understands. */
public final class ClientSettings {
    private ClientSettings() {}

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
