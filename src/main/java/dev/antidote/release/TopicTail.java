package dev.antidote.release;

import dev.antidote.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic without a group, and goes on with what comes. One thread. */
final class TopicTail implements AutoCloseable {
    /** A broker that says nothing for so long is gone. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE = Duration.ofSeconds(1); // there is no group to leave

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final String topic;

    private TopicTail(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    /** Reads one partition from its beginning. */
    static TopicTail ofPartition(Map<String, Object> settings, String topic, int partition) {
        return open(settings, topic, consumer -> List.of(new TopicPartition(topic, partition)));
    }

    /** Reads all partitions from their beginnings. */
    static TopicTail of(Map<String, Object> settings, String topic) {
        return open(settings, topic, consumer -> partitions(consumer, topic));
    }

    /** Reads all partitions, from records of this time on. */
    static TopicTail since(Map<String, Object> settings, String topic, Instant from) {
        TopicTail tail = of(settings, topic);
        try {
            tail.seek(from);
            return tail;
        } catch (RuntimeException e) {
            tail.close();
            throw e;
        }
    }

    private static TopicTail open(
            Map<String, Object> settings,
            String topic,
            Function<KafkaConsumer<byte[], byte[]>, List<TopicPartition>> chosen) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = chosen.apply(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return new TopicTail(consumer, topic);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        Collection<PartitionInfo> known = Objects.requireNonNullElse(consumer.partitionsFor(topic), List.of());
        if (known.isEmpty()) {
            throw new ReleaseException("topic " + topic + " is missing; create it as topology/topics.yaml describes it:"
                    + " antidote topics apply");
        }
        return known.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private void seek(Instant from) {
        Map<TopicPartition, Long> times = consumer.assignment().stream()
                .collect(Collectors.toMap(Function.identity(), partition -> from.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        List<TopicPartition> younger = new ArrayList<>();
        times.keySet().forEach(partition -> {
            OffsetAndTimestamp first = found.get(partition);
            if (first == null) {
                younger.add(partition); // all that it has is older
            } else {
                consumer.seek(partition, first.offset());
            }
        });
        if (!younger.isEmpty()) {
            consumer.seekToEnd(younger);
            younger.forEach(consumer::position); // which is where it ends now, and not at the first poll
        }
    }

    /**
     * Hands over every record that there is now.
     *
     * @throws ReleaseException if the broker falls silent meanwhile
     */
    void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long last = System.nanoTime();
        long before = -1;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(POLL, taker);
            long now = ends.keySet().stream().mapToLong(consumer::position).sum();
            if (now > before) {
                before = now;
                last = System.nanoTime();
            } else if (System.nanoTime() - last > SILENCE.toNanos()) {
                throw new ReleaseException("reading " + topic + " stands still for " + Durations.format(SILENCE)
                        + "; is the broker still running?");
            }
        }
    }

    /**
     * Hands over what has arrived, or waits a moment for it. Whatever {@code taker} throws comes out of here, and the record at which
     * it did comes again.
     */
    void poll(Duration wait, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(wait).forEach(records::add);
        for (int i = 0; i < records.size(); i++) {
            try {
                taker.accept(records.get(i));
            } catch (RuntimeException e) {
                goBack(records.subList(i, records.size()));
                throw e;
            }
        }
    }

    private void goBack(List<ConsumerRecord<byte[], byte[]>> records) {
        for (int i = records.size() - 1; i >= 0; i--) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            consumer.seek(new TopicPartition(record.topic(), record.partition()), record.offset());
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE));
    }
}
