package dev.antidote.stream;

import dev.antidote.config.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads one topic from its beginning to the end that it had at the start: so it ends, whatever is written meanwhile. One thread. */
final class TopicScan implements AutoCloseable {
    /** A broker that says nothing for so long is gone. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Map<TopicPartition, Long> beginnings;
    private final Map<TopicPartition, Long> ends;

    private TopicScan(Consumer<byte[], byte[]> consumer, String topic, Collection<TopicPartition> partitions) {
        this.consumer = consumer;
        this.topic = topic;
        this.beginnings = consumer.beginningOffsets(partitions);
        this.ends = consumer.endOffsets(partitions);
    }

    /** Begins to read. The settings say of which broker, and whether only what is committed. */
    static TopicScan open(Map<String, Object> settings, String topic) {
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return new TopicScan(consumer, topic, partitions);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /**
     * The records that come next, in the order of each partition; empty at the end.
     *
     * @throws GuardException if the broker falls silent
     */
    List<ConsumerRecord<byte[], byte[]>> next() {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        long last = System.nanoTime();
        long before = done();
        while (found.isEmpty() && !isAtEnd()) {
            consumer.poll(POLL).forEach(record -> {
                if (record.offset() < end(new TopicPartition(record.topic(), record.partition()))) {
                    found.add(record);
                }
            });
            long now = done();
            if (now > before) { // over markers of transactions, which are no records
                before = now;
                last = System.nanoTime();
            } else if (System.nanoTime() - last > SILENCE.toNanos()) {
                throw new GuardException("reading " + topic + " stands still for " + Durations.format(SILENCE)
                        + "; is the broker still running? Run it again when it is");
            }
        }
        return found;
    }

    /** How many offsets are behind it. */
    long done() {
        return ends.keySet().stream()
                .mapToLong(partition -> Math.min(consumer.position(partition), end(partition)) - begin(partition))
                .sum();
    }

    /** How many offsets there are. */
    long total() {
        return ends.keySet().stream()
                .mapToLong(partition -> end(partition) - begin(partition))
                .sum();
    }

    private boolean isAtEnd() {
        List<TopicPartition> finished = ends.keySet().stream()
                .filter(partition -> consumer.position(partition) >= end(partition))
                .toList();
        consumer.pause(finished); // or what is written meanwhile would be fetched, only to be thrown away
        return finished.size() == ends.size();
    }

    private long begin(TopicPartition partition) {
        return beginnings.getOrDefault(partition, 0L);
    }

    private long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
