package dev.antidote.cli;

import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import java.util.Map;

/**
 * The configuration of a guard on an embedded broker: the defaults of {@code serve}, but for names and threads.
 *
 * @param bootstrapServers of the broker
 * @param bundle the bundle's directory, or where one would be
 * @param prefix of the topics
 * @param applicationId consumer group, transactions, changelog
 * @param threads stream threads
 */
public record EmbeddedGuard(String bootstrapServers, String bundle, String prefix, String applicationId, int threads) {
    /** As the guard takes it. */
    public GuardConfig config() {
        return config(Map.of());
    }

    /** The same with these keys of the configuration set otherwise. */
    public GuardConfig config(Map<String, String> settings) {
        String yaml = String.join(
                "\n",
                "bundle: '" + bundle.replace("'", "''") + "'",
                "applicationId: " + applicationId,
                "topicPrefix: " + prefix,
                "kafka:",
                "  bootstrap.servers: " + bootstrapServers,
                "stream:",
                "  threads: " + threads,
                "schemaRegistry:",
                "  schema.registry.url: mock://embedded");
        return GuardConfig.read(
                ConfigSource.yaml("the embedded guard's configuration", yaml).withFlags(settings));
    }
}
