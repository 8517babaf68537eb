package dev.antidote.wire;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A serde that the configuration names, such as Confluent's, behind our two exceptions: it reports everything as one, and a stream
 * that took a registry's failure for a broken record would empty its topic into the dead letters.
 */
final class ForeignSerde<T extends SpecificRecord> implements Serde<T> {
    private final Class<T> type;
    private final Serde<?> serde;

    ForeignSerde(Class<T> type, Serde<?> serde) {
        this.type = type;
        this.serde = serde;
    }

    @Override
    public void close() {
        serde.close();
    }

    @Override
    public Serializer<T> serializer() {
        // A serde that cannot write T says so when it is asked to.
        @SuppressWarnings("unchecked")
        Serializer<T> serializer = (Serializer<T>) serde.serializer();
        return (topic, record) -> {
            try {
                return serializer.serialize(topic, record);
            } catch (KafkaException e) {
                throw isOfRegistry(e) ? registryFailure(topic, e) : e;
            }
        };
    }

    @Override
    public Deserializer<T> deserializer() {
        Deserializer<?> deserializer = serde.deserializer();
        return (topic, message) -> {
            try {
                return checked(deserializer.deserialize(topic, message));
            } catch (KafkaException e) {
                throw isOfRegistry(e)
                        ? registryFailure(topic, e)
                        : new WireException("topic '" + topic + "': " + OneLine.of(e) + reason(e), e);
            }
        };
    }

    private @Nullable T checked(@Nullable Object record) {
        if (record != null && !type.isInstance(record)) {
            throw new WireException("holds a " + record.getClass().getName() + " instead of a " + type.getName());
        }
        return type.cast(record);
    }

    private static RegistryException registryFailure(String topic, KafkaException failure) {
        return RegistryException.passing(
                "schema registry: topic '" + topic + "': " + OneLine.of(failure) + reason(failure), failure);
    }

    private static String reason(KafkaException failure) {
        return failure.getCause() == null ? "" : ": " + OneLine.of(failure.getCause());
    }

    /**
     * Whether this is no SerializationException at all (Kafka's others tell of configuration, rights and timeouts), or one that was
     * caused by a connection that failed or by an answer of the registry other than "no such schema".
     */
    private static boolean isOfRegistry(KafkaException failure) {
        if (!(failure instanceof SerializationException)) {
            return true;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException || isOfNetwork(cause) || isRefusal(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfNetwork(Throwable cause) {
        return cause instanceof SocketException
                || cause instanceof SocketTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof HttpTimeoutException
                || cause instanceof SSLException;
    }

    /** Confluent's RestClientException, which is not on our class path, ends with the registry's error code. */
    private static boolean isRefusal(Throwable cause) {
        return cause.getClass().getSimpleName().equals("RestClientException")
                && !String.valueOf(cause.getMessage()).contains(String.valueOf(RegistryError.SCHEMA_NOT_FOUND));
    }
}
