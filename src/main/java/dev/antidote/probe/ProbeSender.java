package dev.antidote.probe;

import dev.antidote.wire.avro.Probe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts probes on their topic. Owns its producer; one thread sends, and what could not be delivered is counted by the producer's
 * own.
 */
public final class ProbeSender implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final Serializer<Probe> serializer;
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<String> reason = new AtomicReference<>();

    /** Takes over the producer. */
    public ProbeSender(Producer<byte[], byte[]> producer, String topic, Serializer<Probe> serializer) {
        this.producer = producer;
        this.topic = topic;
        this.serializer = serializer;
    }

    /** Begins to send a probe; the id spreads probes over the partitions. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told of every failure
    public void send(Probe probe) {
        Headers headers = new RecordHeaders();
        byte[] value = serializer.serialize(topic, headers, probe);
        byte[] key = probe.getId().getBytes(StandardCharsets.UTF_8);
        long time = probe.getSentAt().toEpochMilli();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, null, time, key, value, headers);
        producer.send(record, (metadata, failure) -> tell(failure));
    }

    private void tell(@Nullable Exception failure) {
        if (failure != null) {
            failed.incrementAndGet();
            reason.compareAndSet(null, String.valueOf(failure.getMessage()));
        }
    }

    /** How many could not be delivered. */
    public long failed() {
        return failed.get();
    }

    /** Why the first of them could not. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason.get());
    }

    /** Delivers what was sent before, within a bound, also where this thread was interrupted. Idempotent. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // the producer would drop what it holds
        try {
            producer.close(CLOSE);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
