package dev.antidote.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Utils;

/**
 * Makes the serdes of an application from its configuration: ours, all on one registry client, or those of the class that {@value
 * #SERDE_CLASS} names, such as Confluent's SpecificAvroSerde. Safe for use by many threads.
 */
public final class RecordSerdes {
    /** The key that names another serde class; {@link AvroSerde} unless set. */
    public static final String SERDE_CLASS = "avro.serde.class";

    private final Map<String, ?> config;
    private final String className;
    /** Ours only; a foreign serde makes its own. */
    private final Optional<SchemaRegistryClient> registry;

    private RecordSerdes(Map<String, ?> config, String className, Optional<SchemaRegistryClient> registry) {
        this.config = config;
        this.className = className;
        this.registry = registry;
    }

    /**
     * Serdes under {@code config}, which holds Confluent's keys; makes no connection yet.
     *
     * @throws IllegalArgumentException naming the key that is missing or wrong
     */
    public static RecordSerdes of(Map<String, ?> config) {
        Map<String, ?> copy = new HashMap<>(config);
        String className = new Settings(copy).text(SERDE_CLASS).orElse(AvroSerde.class.getName());
        boolean ours = className.equals(AvroSerde.class.getName());
        return new RecordSerdes(copy, className, ours ? Optional.of(SchemaRegistries.of(copy)) : Optional.empty());
    }

    /** A serde for values of one type. */
    public <T extends SpecificRecord> Serde<T> values(Class<T> type) {
        return serde(type, false);
    }

    /** A serde for keys of one type. */
    public <T extends SpecificRecord> Serde<T> keys(Class<T> type) {
        return serde(type, true);
    }

    private <T extends SpecificRecord> Serde<T> serde(Class<T> type, boolean isKey) {
        if (registry.isEmpty()) {
            return foreign(type, isKey);
        }
        AvroSerde<T> serde = new AvroSerde<>(type);
        serde.use(registry.get(), SerdeSettings.of(config, isKey));
        return serde;
    }

    /** A class that somebody named, told to make {@code type}. */
    private <T extends SpecificRecord> Serde<T> foreign(Class<T> type, boolean isKey) {
        Map<String, Object> told = new HashMap<>(config);
        told.put("specific.avro.reader", "true");
        told.put("avro.remove.java.properties", "true");
        told.put(isKey ? SerdeSettings.KEY_TYPE : SerdeSettings.VALUE_TYPE, type.getName());
        AvroTrust.extendTo(new RecordTypes(List.of(type)));
        Serde<?> serde = newInstance();
        serde.configure(told, isKey);
        return new ForeignSerde<>(type, serde);
    }

    private Serde<?> newInstance() {
        try {
            return Utils.newInstance(className, Serde.class);
        } catch (ClassNotFoundException | ClassCastException | KafkaException e) {
            throw new IllegalArgumentException(
                    SERDE_CLASS + ": '" + className
                            + "' is no serde on the class path: add its jar or correct the name",
                    e);
        }
    }
}
