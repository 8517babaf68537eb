package dev.antidote.release;

import dev.antidote.wire.avro.ReleaseAck;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Who serves what, as the instances say it.
 *
 * @param history what was announced
 * @param instances what each said last, by their ids
 */
public record ReleaseStatus(ReleaseHistory history, List<Instance> instances) {
    /** An instance that says nothing for so long has ended without a word, or cannot reach the broker. */
    public static final Duration SILENT = ReleaseFollower.HEARTBEAT.multipliedBy(3);

    /** How an instance stands to what was announced last. */
    public enum Standing {
        /** It serves it. */
        CURRENT,
        /** It serves something older, or its own configuration's bundle. */
        BEHIND,
        /** It says nothing any more. */
        SILENT
    }

    /**
     * One instance.
     *
     * @param ack what it said last
     * @param age how long ago, not negative
     */
    public record Instance(InstanceAck ack, Duration age, Standing standing) {}

    public ReleaseStatus {
        instances = List.copyOf(instances);
    }

    static ReleaseStatus of(ReleaseHistory history, Collection<InstanceAck> acks, Instant now) {
        return new ReleaseStatus(
                history, acks.stream().map(ack -> instance(ack, history, now)).toList());
    }

    private static Instance instance(InstanceAck ack, ReleaseHistory history, Instant now) {
        Duration since = Duration.between(ack.at(), now);
        Duration age = since.isNegative() ? Duration.ZERO : since; // clocks of two machines
        if (age.compareTo(SILENT) > 0) {
            return new Instance(ack, age, Standing.SILENT);
        }
        boolean current = ack.sequence() >= history.sequence();
        return new Instance(ack, age, current ? Standing.CURRENT : Standing.BEHIND);
    }

    /**
     * Reads both topics.
     *
     * @throws ReleaseException if the broker does not answer
     */
    public static ReleaseStatus read(ReleaseContext context, RefusalListener listener) {
        ReleaseHistory history = ReleaseLog.read(context, listener);
        String topic = context.topics().acks();
        Deserializer<ReleaseAck> deserializer =
                context.serdes().values(ReleaseAck.class).deserializer();
        SortedMap<String, InstanceAck> acks = new TreeMap<>();
        return Broker.asked("reading " + topic, () -> {
            try (TopicTail tail = TopicTail.of(ReleaseClients.consumer(context.config()), topic)) {
                tail.readToEnd(record -> note(record, deserializer, acks));
            }
            return of(history, acks.values(), context.clock().instant());
        });
    }

    private static void note(
            ConsumerRecord<byte[], byte[]> record,
            Deserializer<ReleaseAck> deserializer,
            SortedMap<String, InstanceAck> acks) {
        if (record.key() == null) {
            return; // not of an instance of ours
        }
        String instance = new String(record.key(), StandardCharsets.UTF_8);
        byte[] value = record.value();
        try {
            if (value == null) {
                acks.remove(instance);
            } else {
                acks.put(instance, InstanceAck.of(deserializer.deserialize(record.topic(), value)));
            }
        } catch (SerializationException e) {
            acks.remove(instance); // whoever wrote that, it is no acknowledgement
        }
    }
}
