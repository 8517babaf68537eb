package dev.antidote.retrain.collect;

import dev.antidote.config.ConfigException;
import dev.antidote.config.GuardConfig;
import dev.antidote.retrain.store.Database;
import dev.antidote.retrain.store.Intake;
import dev.antidote.retrain.store.Samples;
import dev.antidote.wire.RecordSerdes;
import dev.antidote.wire.RegistryException;
import dev.antidote.wire.avro.FlaggedSample;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running collector. It works on a thread of its own, which nobody interrupts: an H2 file does not survive that. More of them share
 * the partitions, and take turns at the store.
 */
public final class Collector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final Duration END = Duration.ofSeconds(15);
    private static final Duration LEAVE = Duration.ofSeconds(3);

    private final Consumer<byte[], byte[]> consumer;
    private final CollectorLoop loop;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closing;
    private volatile @Nullable RuntimeException failure;

    private Collector(Consumer<byte[], byte[]> consumer, CollectorLoop loop) {
        this.consumer = consumer;
        this.loop = loop;
        this.thread = new Thread(this::run, "collector");
    }

    /**
     * Starts to collect.
     *
     * @param topic the full name of the flagged topic
     * @param database the store, its schema in order
     * @throws CollectorException if there is no broker or no such topic
     * @throws ConfigException if the registry's settings hold a mistake
     */
    public static Collector start(
            GuardConfig config, String topic, Database database, CollectorObserver observer, Clock clock) {
        Deserializer<FlaggedSample> values = values(config);
        FlaggedTopic flagged = FlaggedTopic.find(config, topic);
        Consumer<byte[], byte[]> consumer = consumer(config);
        CollectorLoop loop = new CollectorLoop(
                consumer,
                flagged,
                new FlaggedReader(values, config.collector().sourceHeader()),
                new Intake(database, config.collector(), clock),
                new Expiry(new Samples(database), config.store().retention(), clock),
                observer,
                clock);
        Collector collector = new Collector(consumer, loop);
        collector.thread.start();
        return collector;
    }

    private static Deserializer<FlaggedSample> values(GuardConfig config) {
        try {
            return RecordSerdes.of(config.schemaRegistry())
                    .values(FlaggedSample.class)
                    .deserializer();
        } catch (IllegalArgumentException e) {
            throw new ConfigException("schemaRegistry: " + e.getMessage(), e);
        }
    }

    private static Consumer<byte[], byte[]> consumer(GuardConfig config) {
        try {
            return new KafkaConsumer<>(
                    CollectorSettings.consumer(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new CollectorException("the consumer's settings under kafka: " + reason.getMessage(), e);
        }
    }

    private void run() {
        try {
            loop.subscribe();
            while (!closing) {
                loop.turn();
            }
        } catch (WakeupException e) {
            // close() asked for the end; what was not committed to the store comes again
        } catch (KafkaException e) {
            failure = e instanceof RegistryException
                    ? e
                    : new CollectorException(
                            "the collector ended: " + e.getMessage() + "; start it again, nothing is lost", e);
        } catch (RuntimeException e) { // the end of this thread; whoever waits for it gets the reason
            failure = e;
        } finally {
            leave();
            ended.countDown();
        }
    }

    private void leave() {
        try {
            consumer.close(CloseOptions.timeout(LEAVE));
        } catch (KafkaException e) {
            LOG.debug("The collector left its group without saying so: {}", e.getMessage());
        }
    }

    /** Waits until it has ended by itself or been closed, or the time is over; says which. */
    public boolean awaitStopped(Duration time) throws InterruptedException {
        return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The partitions that it reads at the moment. */
    public Set<TopicPartition> assigned() {
        return loop.assigned();
    }

    /** The consumer group of all collectors of this configuration. */
    public static String group(GuardConfig config) {
        return CollectorSettings.group(config);
    }

    /** Why it ended by itself, if it did. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Ends it after the transaction that it is in, within a bound. */
    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            ended.await(END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
