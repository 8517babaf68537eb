package dev.antidote.wire;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The serde of generated Avro records in the Confluent wire format. It can be named in a Kafka configuration, takes Confluent's
 * configuration keys, and can be replaced there by Confluent's SpecificAvroSerde.
 *
 * @param <T> the record
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {
    private final AvroSerializer<T> serializer = new AvroSerializer<>();
    private final AvroDeserializer<T> deserializer;

    /** To be configured by Kafka; reads any record of {@code schemas/}. */
    public AvroSerde() {
        this(new AvroDeserializer<>());
    }

    /** To be configured; reads {@code type} only. */
    public AvroSerde(Class<T> type) {
        this(new AvroDeserializer<>(type));
    }

    private AvroSerde(AvroDeserializer<T> deserializer) {
        this.deserializer = deserializer;
    }

    /** Reads Confluent's keys; wrong ones give an IllegalArgumentException that names them. */
    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        use(SchemaRegistries.of(config), SerdeSettings.of(config, isKey));
    }

    /** Lets several serdes share one client, and with it connections and cache. */
    void use(SchemaRegistryClient registry, SerdeSettings settings) {
        serializer.use(registry, settings);
        deserializer.use(registry, settings);
    }

    @Override
    public Serializer<T> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }
}
