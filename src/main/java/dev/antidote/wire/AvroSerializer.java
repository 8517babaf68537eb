package dev.antidote.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes generated records in the Confluent wire format; null stays null. Configured like Confluent's serializers; safe for use by
 * many threads once configured.
 *
 * @param <T> what is written
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
    private static final int TYPES = 100;

    private final BoundedCache<Class<?>, DatumWriter<T>> writers = new BoundedCache<>(TYPES);
    private @Nullable SchemaIds ids;

    /** To be configured by Kafka. */
    public AvroSerializer() {}

    /**
     * Reads Confluent's keys.
     *
     * @throws IllegalArgumentException naming the key that is wrong
     */
    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        use(SchemaRegistries.of(config), SerdeSettings.of(config, isKey));
    }

    void use(SchemaRegistryClient registry, SerdeSettings settings) {
        ids = new SchemaIds(registry, settings);
    }

    /**
     * The bytes of a record.
     *
     * @throws RegistryException if its schema has no id and gets none
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T record) {
        if (ids == null) {
            throw new IllegalStateException("serializer of topic '" + topic + "': configure was not called");
        }
        return record == null ? null : write(ids.id(topic, record.getSchema()), record);
    }

    // Avro throws whatever it stumbles over in a record that is not as its schema says, a NullPointerException among
    // others.
    private byte[] write(int id, T record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        out.writeBytes(WireFormat.header(id));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writer(record).write(record, encoder);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "a " + record.getSchema().getFullName() + " cannot be written: " + OneLine.of(e), e);
        }
        return out.toByteArray();
    }

    private DatumWriter<T> writer(T record) {
        Class<?> type = record.getClass();
        return writers.find(type)
                .orElseGet(() -> writers.keep(
                        type, new SpecificDatumWriter<>(record.getSchema(), SpecificData.getForClass(type))));
    }
}
