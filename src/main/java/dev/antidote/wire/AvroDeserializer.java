package dev.antidote.wire;

import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Confluent wire format into generated records; null stays null. Configured like Confluent's deserializers, but always
 * makes the generated class. Bounded in time and memory whatever the bytes; safe for use by many threads once configured.
 *
 * @param <T> what is read; all records of {@code schemas/} where no type is named
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    private static final int READERS = 1000;

    private final BoundedCache<Integer, RecordReader> readers = new BoundedCache<>(READERS);
    private final @Nullable Class<T> fixed;
    private RecordTypes types = RecordTypes.all();
    private @Nullable SchemaRegistryClient registry;

    /** To be configured by Kafka; reads the type that {@value SerdeSettings#VALUE_TYPE} names, or any of ours. */
    public AvroDeserializer() {
        fixed = null;
    }

    /** To be configured; reads {@code type} only, whatever the configuration says. */
    public AvroDeserializer(Class<T> type) {
        fixed = type;
    }

    /**
     * Reads Confluent's keys.
     *
     * @throws IllegalArgumentException naming the key that is wrong
     */
    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        use(SchemaRegistries.of(config), SerdeSettings.of(config, isKey));
    }

    void use(SchemaRegistryClient source, SerdeSettings settings) {
        registry = source;
        types = fixed == null ? RecordTypes.named(settings.type()) : new RecordTypes(List.of(fixed));
        AvroTrust.extendTo(types);
    }

    /**
     * The record in a message.
     *
     * @throws WireException if the message is at fault, for good
     * @throws RegistryException if the registry is at fault: the same message may be readable later
     */
    // The cast is safe: types are T's class, or T is whatever of ours the topic holds.
    @SuppressWarnings("unchecked")
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] message) {
        if (registry == null) {
            throw new IllegalStateException("deserializer of topic '" + topic + "': configure was not called");
        }
        if (message == null) {
            return null;
        }
        try {
            return (T) reader(registry, WireFormat.schemaId(message)).read(message, WireFormat.HEADER);
        } catch (WireException e) {
            throw new WireException("topic '" + topic + "': " + e.getMessage(), e);
        }
    }

    private RecordReader reader(SchemaRegistryClient source, int id) {
        return readers.find(id).orElseGet(() -> readers.keep(id, newReader(source, id)));
    }

    private RecordReader newReader(SchemaRegistryClient source, int id) {
        Schema writer = source.byId(id)
                .orElseThrow(() -> new WireException("the schema registry knows no schema id " + id
                        + ": write records with the registry that this reader uses"));
        Class<? extends SpecificRecord> type = types.of(writer)
                .orElseThrow(() -> new WireException("schema id " + id + " is " + describe(writer)
                        + " where this topic should hold " + types.names() + ": send other records elsewhere"));
        return new RecordReader(writer, type);
    }

    private static String describe(Schema schema) {
        return schema.getType() == Schema.Type.RECORD ? "the record " + schema.getFullName() : "a " + schema.getName();
    }
}
