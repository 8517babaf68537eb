package dev.antidote.release;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.Lifecycle;
import dev.antidote.bundle.SigningKey;
import dev.antidote.wire.avro.Release;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Announces what shall serve. Publishers of one topic exclude each other by a transaction: of two the later ends the earlier, so that
 * no sequence number is given twice. The announcement comes first and the bundles' lifecycle in the store follows; whoever publishes
 * next makes up for a publisher that died in between. One thread.
 */
public final class ReleasePublisher implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final ReleaseContext context;
    private final SigningKey key;
    private final Producer<byte[], byte[]> producer;
    private final ReleaseHistory history;

    private ReleasePublisher(
            ReleaseContext context, SigningKey key, Producer<byte[], byte[]> producer, ReleaseHistory history) {
        this.context = context;
        this.key = key;
        this.producer = producer;
        this.history = history;
    }

    /**
     * Ends every other publisher of the topic, and reads what was announced so far.
     *
     * @throws BundleException if instances would not believe this key
     * @throws ReleaseException if the broker does not answer or refuses
     */
    public static ReleasePublisher open(ReleaseContext context, SigningKey key, RefusalListener listener) {
        context.requireTrusted(key);
        String topic = context.topics().releases();
        return Broker.asked("publishing on " + topic, () -> {
            Producer<byte[], byte[]> producer = new KafkaProducer<>(
                    ReleaseClients.publisher(context.config(), topic + "-publisher"),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            try {
                producer.initTransactions();
                ReleaseHistory history = ReleaseLog.read(context, listener); // complete only now
                history.latest().ifPresent(latest -> LifecycleRecord.follow(context.store(), latest));
                return new ReleasePublisher(context, key, producer, history);
            } catch (RuntimeException e) {
                producer.close(CLOSE);
                throw e;
            }
        });
    }

    /** What was announced before. */
    public ReleaseHistory history() {
        return history;
    }

    /**
     * Releases a bundle of the store.
     *
     * @throws dev.antidote.bundle.LifecycleException if its life does not allow that
     */
    public Announcement release(String bundle, String reason) {
        return announce(Announcement.Kind.RELEASE, bundle, reason);
    }

    /**
     * Goes back to a bundle that served before.
     *
     * @param target its id; where empty, the one that served before the champion
     * @throws ReleaseException if there is nothing to go back from or to
     */
    public Announcement rollBack(Optional<String> target, String reason) {
        String champion = history.latest()
                .map(Announcement::bundle)
                .orElseThrow(() -> new ReleaseException("nothing was released yet, so there is nothing to roll back"));
        String goal = target.or(history::predecessor)
                .orElseThrow(
                        () -> new ReleaseException(
                                "bundle " + champion
                                        + " has no predecessor that was not rolled back itself; name one with --to, or publish another"));
        if (history.releases().stream().noneMatch(release -> release.bundle().equals(goal))) {
            throw new ReleaseException("bundle " + goal + " never served, so nothing rolls back to it; publish it");
        }
        return announce(Announcement.Kind.ROLLBACK, goal, reason);
    }

    private Announcement announce(Announcement.Kind kind, String id, String reason) {
        @Nullable String previous = history.latest().map(Announcement::bundle).orElse(null);
        if (id.equals(previous)) {
            throw new ReleaseException("bundle " + id + " is the champion already, by release " + history.sequence());
        }
        GuardBundle bundle = context.stored(id);
        Instant now = context.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        requireReleasable(id, now);
        Announcement announcement = new Announcement(
                history.sequence() + 1,
                kind,
                id,
                bundle.manifestDigest(),
                context.store().location(),
                previous,
                reason,
                now);
        Broker.asked("announcing release " + announcement.sequence(), () -> send(announcement));
        LifecycleRecord.follow(context.store(), announcement);
        return announcement;
    }

    private void requireReleasable(String id, Instant now) {
        Lifecycle state = context.store().lifecycle(id);
        boolean champion =
                state instanceof Lifecycle.Champion; // by a publisher that died before it announced anything else
        Lifecycle next = champion ? state : state.release(now);
        if (!(next instanceof Lifecycle.Champion)) {
            throw new IllegalStateException("released, bundle " + id + " is " + next.word());
        }
    }

    private Announcement send(Announcement announcement) {
        String topic = context.topics().releases();
        byte[] name = String.valueOf(announcement.sequence()).getBytes(StandardCharsets.US_ASCII);
        byte[] value = context.serdes()
                .values(Release.class)
                .serializer()
                .serialize(topic, SignedAnnouncement.sign(announcement, key).record());
        producer.beginTransaction();
        Future<?> sent = producer.send(new ProducerRecord<>(topic, ReleaseLog.PARTITION, name, value));
        producer.flush();
        confirm(sent);
        producer.commitTransaction();
        return announcement;
    }

    private static void confirm(Future<?> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException reason ? reason : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
