package dev.antidote.wire;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys of Confluent's serdes that would change what they do and that ours do not know: said aloud, not passed over. */
final class UnsupportedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(UnsupportedKeys.class);

    /** Keys in the order of warning, with the value under which they change nothing. */
    private static final List<Key> KEYS = List.of(
            new Key("specific.avro.reader", "true"),
            new Key("use.schema.id", "-1"),
            new Key("id.compatibility.strict", "true"),
            new Key("latest.compatibility.strict", "true"),
            new Key("use.latest.with.metadata", ""),
            new Key("latest.cache.ttl.sec", "-1"),
            new Key("context.name.strategy", "io.confluent.kafka.serializers.context.NullContextNameStrategy"),
            new Key("reference.subject.name.strategy", ""),
            new Key("schema.reflection", "false"),
            new Key("avro.reflection.allow.null", "false"),
            new Key("avro.use.logical.type.converters", "false"),
            new Key("avro.remove.java.properties", "true"),
            new Key("propagate.schema.tags", "false"),
            new Key("schema.registry.url.randomize", "false"),
            new Key("schema.format", ""),
            new Key("key.schema.id.serializer", "io.confluent.kafka.serializers.schema.id.PrefixSchemaIdSerializer"),
            new Key("value.schema.id.serializer", "io.confluent.kafka.serializers.schema.id.PrefixSchemaIdSerializer"),
            new Key("key.schema.id.deserializer", "io.confluent.kafka.serializers.schema.id.DualSchemaIdDeserializer"),
            new Key(
                    "value.schema.id.deserializer",
                    "io.confluent.kafka.serializers.schema.id.DualSchemaIdDeserializer"),
            new Key("rule.executors", ""),
            new Key("rule.actions", ""),
            new Key("proxy.host", ""),
            new Key("proxy.port", "-1"));

    private static final List<String> PREFIXES = List.of("schema.registry.ssl.", "request.header.");

    private UnsupportedKeys() {}

    /** Logs a warning for each key of {@code config} that has an effect in Confluent's serdes only. */
    static void warn(Map<String, ?> config) {
        for (String key : found(config)) {
            LOG.warn("{}: this serde does not support the key and goes on without it{}", key, hint(key));
        }
    }

    /** The keys that would be warned of, in a stable order. */
    static List<String> found(Map<String, ?> config) {
        Settings settings = new Settings(config);
        return config.keySet().stream()
                .sorted()
                .filter(key -> settings.text(key).isPresent())
                .filter(key -> PREFIXES.stream().anyMatch(key::startsWith)
                        || KEYS.stream()
                                .anyMatch(known -> known.name().equals(key)
                                        && !known.neutral()
                                                .equals(settings.text(key).orElse(""))))
                .toList();
    }

    private static String hint(String key) {
        if (key.startsWith("schema.registry.ssl.")) {
            return ": the JVM's trust store is used, see javax.net.ssl.trustStore";
        }
        return key.equals("specific.avro.reader") ? ": records are always read into their generated classes" : "";
    }

    private record Key(String name, String neutral) {}
}
