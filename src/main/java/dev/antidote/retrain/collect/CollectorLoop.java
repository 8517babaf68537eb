package dev.antidote.retrain.collect;

import dev.antidote.retrain.store.Arrival;
import dev.antidote.retrain.store.Intake;
import dev.antidote.retrain.store.IntakeTally;
import dev.antidote.retrain.store.StoreException;
import dev.antidote.wire.RegistryException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls, stores, commits. What the store does not take is kept, and tried again, while the partitions are paused and polling goes on,
 * so that an outage of any length does not cost the membership in the group.
 *
 * <p>One thread, but for {@link #assigned}. A partition is read from where the store says; only where the store knows nothing of it, from its beginning.
 */
final class CollectorLoop implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(CollectorLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final FlaggedTopic topic;
    private final FlaggedReader reader;
    private final Intake intake;
    private final Expiry expiry;
    private final CollectorObserver observer;
    private final Backoff backoff;
    private final Set<TopicPartition> fresh = new HashSet<>(); // assigned, paused, not yet sought to their place
    private final List<ConsumerRecord<byte[], byte[]>> pending = new ArrayList<>();
    private boolean joined;
    private volatile Set<TopicPartition> assigned = Set.of();

    CollectorLoop(
            Consumer<byte[], byte[]> consumer,
            FlaggedTopic topic,
            FlaggedReader reader,
            Intake intake,
            Expiry expiry,
            CollectorObserver observer,
            Clock clock) {
        this.consumer = consumer;
        this.topic = topic;
        this.reader = reader;
        this.intake = intake;
        this.expiry = expiry;
        this.observer = observer;
        this.backoff = new Backoff(clock);
    }

    void subscribe() {
        consumer.subscribe(List.of(topic.name()), this);
    }

    /**
     * One poll, and one attempt to store what there is.
     *
     * @throws WakeupException if the end is asked for
     * @throws StoreException if the store refuses for good
     * @throws RegistryException if the registry refuses for good
     */
    void turn() {
        consumer.poll(backoff.untilDue(POLL)).forEach(pending::add);
        assigned = Set.copyOf(consumer.assignment());
        observer.turned();
        if (!backoff.isDue()) {
            return;
        }
        try {
            seekFresh();
            store();
            observer.expired(expiry.deleteIfDue());
            succeeded();
        } catch (StoreException e) {
            failed(e, e.isPassing());
        } catch (RegistryException e) {
            failed(e, e.isPassing());
        }
    }

    /** The partitions that are its to read, as of its last turn. Thread-safe. */
    Set<TopicPartition> assigned() {
        return assigned;
    }

    private void seekFresh() {
        if (fresh.isEmpty()) {
            return;
        }
        Map<Integer, Long> progress = intake.progress(topic.id());
        for (TopicPartition partition : fresh) {
            Long next = progress.get(partition.partition());
            if (next == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, next);
            }
        }
        consumer.resume(fresh);
        fresh.clear();
    }

    private void store() {
        if (pending.isEmpty()) {
            return;
        }
        List<Arrival> arrivals = pending.stream().map(reader::read).toList();
        IntakeTally tally = intake.take(topic.id(), arrivals);
        Map<TopicPartition, OffsetAndMetadata> taken = new HashMap<>();
        pending.forEach(record -> taken.put(
                new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1)));
        pending.clear();
        observer.taken(tally);
        commit(taken);
    }

    /** For Kafka's tools, which show the lag by it. The store has the truth, so a failure here costs nothing. */
    private void commit(Map<TopicPartition, OffsetAndMetadata> taken) {
        try {
            consumer.commitSync(taken);
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.debug("Offsets of {} are not committed to Kafka: {}", topic.name(), e.getMessage());
        }
    }

    private void succeeded() {
        if (backoff.isFailing()) {
            backoff.succeeded();
            consumer.resume(consumer.assignment());
            observer.resumed();
        }
    }

    private void failed(RuntimeException failure, boolean passing) {
        if (!passing) {
            throw failure;
        }
        if (!backoff.isFailing()) {
            observer.waiting(String.valueOf(failure.getMessage()));
        }
        backoff.failed();
        consumer.pause(consumer.assignment());
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (!joined) {
            joined = true;
            observer.joined(); // even where nothing is left for it to read
        }
        consumer.pause(partitions); // until the store has said from where
        fresh.addAll(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        fresh.removeAll(partitions);
        pending.removeIf(record -> partitions.contains(new TopicPartition(record.topic(), record.partition())));
    }
}
