package dev.antidote.stream;

import dev.antidote.config.ClientSettings;
import dev.antidote.config.GuardConfig;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What a prober needs of a guard's configuration to reach its broker. */
public final class ProberAccess {
    private ProberAccess() {}

    /**
     * Makes sure that a broker answers and has the probes topic.
     *
     * @throws GuardException in one line, if not
     */
    public static void check(GuardConfig config) {
        TopicCheck.require(config, List.of(new TopicNames(config.topicPrefix()).probes()));
    }

    /** The settings of an idempotent producer; those with the prefix {@code producer.} win, but for idempotence. */
    public static Map<String, Object> producer(GuardConfig config) {
        Map<String, Object> settings =
                ClientSettings.of(config.kafka(), ProducerConfig.configNames(), List.of("producer."));
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        return settings;
    }
}
