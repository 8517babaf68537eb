package dev.antidote.cli;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their beginning as a read_committed reader sees them, without a group. Not thread-safe. */
public final class CommittedReader implements AutoCloseable {
    private final Consumer<byte[], byte[]> consumer;

    /**
     * Takes all partitions of topics that exist.
     *
     * @param kafka settings of the client
     */
    public CommittedReader(Map<String, String> kafka, Collection<String> topics) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("fetch.max.wait.ms", 20);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** What could have been read of all partitions by now, transaction markers included: only differences mean something. */
    public long committed() {
        return consumer.endOffsets(consumer.assignment()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Takes in what has arrived, or waits a moment for it. */
    public void poll(Duration wait, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        consumer.poll(wait).forEach(taker);
    }

    /** Reads on to what is the end now. */
    public void readToEnd(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(Duration.ofMillis(100), taker);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
