package dev.antidote.release;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.SigningKey;
import dev.antidote.config.ReleaseGateConfig;
import dev.antidote.wire.avro.LiveRate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rolls the champion back by itself when the {@link RollbackGate} says so: to its predecessor, and once for each announcement.
 * Since no rollback leads to a bundle that was rolled back before ({@link ReleaseHistory#predecessor}), this cannot swing to and fro:
 * it goes back step by step, and ends where there is nothing earlier. One thread.
 */
public final class RollbackWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RollbackWatch.class);
    private static final Duration PEEK = Duration.ofMillis(10);

    private final ReleaseContext context;
    private final SigningKey key;
    private final Consumer<String> terminal;
    private final RefusalListener listener;
    private final RollbackGate gate;
    private final ReleaseLog log;
    private final TopicTail rates;
    private final Deserializer<LiveRate> deserializer;
    private ReleaseHistory history;
    private @Nullable String due;
    private long settled;

    private RollbackWatch(
            ReleaseContext context,
            SigningKey key,
            ReleaseGateConfig limit,
            Consumer<String> terminal,
            RefusalListener listener,
            ReleaseLog log,
            TopicTail rates) {
        this.context = context;
        this.key = key;
        this.terminal = terminal;
        this.listener = listener;
        this.gate = new RollbackGate(limit);
        this.log = log;
        this.rates = rates;
        this.deserializer = context.serdes().values(LiveRate.class).deserializer();
        this.history = new ReleaseHistory(List.of());
    }

    /**
     * Begins to watch: with the rates since the champion was announced.
     *
     * @param key signs rollbacks
     * @param terminal is told what happens, one line each
     * @throws BundleException if instances would not believe this key
     * @throws ReleaseException if the broker does not answer
     */
    public static RollbackWatch open(
            ReleaseContext context,
            SigningKey key,
            ReleaseGateConfig limit,
            Consumer<String> terminal,
            RefusalListener listener) {
        context.requireTrusted(key); // now, and not when it is needed
        return Broker.asked("watching " + context.topics().rates(), () -> {
            ReleaseLog log = ReleaseLog.open(context, listener);
            try {
                ReleaseHistory history = log.readToEnd();
                Instant from = history.latest()
                        .map(Announcement::issuedAt)
                        .orElse(context.clock().instant());
                TopicTail rates = TopicTail.since(
                        ReleaseClients.consumer(context.config()),
                        context.topics().rates(),
                        from);
                RollbackWatch watch = new RollbackWatch(context, key, limit, terminal, listener, log, rates);
                watch.follow(history);
                return watch;
            } catch (RuntimeException e) {
                log.close();
                throw e;
            }
        });
    }

    /** What serves, as far as this has read. */
    public Optional<Announcement> champion() {
        return history.latest();
    }

    /**
     * Takes in what has arrived, or waits a moment for it, and rolls back if it must.
     *
     * @throws ReleaseException if the broker does not answer; call it again
     */
    public void step(Duration wait) {
        Broker.asked("watching " + context.topics().rates(), () -> {
            follow(log.poll(PEEK));
            rates.poll(wait, this::hear);
            return history;
        });
        String reason = due;
        if (reason != null && history.sequence() > settled) {
            rollBack(reason);
        }
    }

    private void follow(ReleaseHistory read) {
        if (read.sequence() > history.sequence()) {
            due = null; // it was about another champion
        }
        history = read;
        read.latest().ifPresent(gate::watch);
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            gate.exceeded(deserializer.deserialize(record.topic(), record.value()))
                    .ifPresent(reason -> due = reason);
        } catch (SerializationException e) {
            LOG.warn("A record of {} is no rate: {}", record.topic(), e.getMessage());
        }
    }

    private void rollBack(String reason) {
        String champion = history.latest().map(Announcement::bundle).orElse("");
        if (history.predecessor().isEmpty()) {
            settled = history.sequence(); // nothing more can be done about this one
            say("bundle " + champion + " should be rolled back, but has no predecessor to go back to: " + reason);
            return;
        }
        try (ReleasePublisher publisher = ReleasePublisher.open(context, key, listener)) {
            if (publisher.history().sequence() == history.sequence()) { // else somebody else has just acted
                Announcement back = publisher.rollBack(Optional.empty(), reason);
                say("rolled back from bundle " + champion + " to " + back.bundle() + " by release " + back.sequence()
                        + ": " + reason);
            }
            settled = history.sequence();
        } catch (BundleException e) {
            due = null; // the next window above the gate tries again
            say("bundle " + champion + " should be rolled back, but cannot be: " + e.getMessage() + " (" + reason
                    + ")");
        }
    }

    private void say(String line) {
        LOG.warn(line);
        terminal.accept(line);
    }

    @Override
    public void close() {
        rates.close();
        log.close();
    }
}
