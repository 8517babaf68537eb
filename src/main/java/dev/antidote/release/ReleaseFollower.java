package dev.antidote.release;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.FetchedBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A serving instance's side of releases: reads the topic from its beginning, without a group, so that every instance sees every
 * announcement; then goes on with what comes on a thread of its own. While the broker, the schema registry or the trusted keys cannot
 * be reached, what serves keeps serving. {@link #close} is thread-safe, the rest belongs to one thread.
 */
public final class ReleaseFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration CLOSE = Duration.ofSeconds(10);

    /** How often an instance says what it serves, even if nothing has changed. */
    static final Duration HEARTBEAT = Duration.ofSeconds(30);

    private final ReleaseContext context;
    private final InstanceState instance;
    private final Path scratch;
    private final RefusalListener listener;
    private final ReleaseLog log;
    private final Optional<Announcement> champion;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread thread;
    private long told;
    private long tried;
    private @Nullable String trouble;

    private ReleaseFollower(
            ReleaseContext context,
            InstanceState instance,
            Path scratch,
            RefusalListener listener,
            ReleaseLog log,
            Optional<Announcement> champion) {
        this.context = context;
        this.instance = instance;
        this.scratch = scratch;
        this.listener = listener;
        this.log = log;
        this.champion = champion;
    }

    /**
     * Reads all announcements that there are.
     *
     * @param instance who follows; stays its owner's
     * @param scratch an existing directory of this process, for copies of bundles
     * @param listener is told of everything that is not taken
     * @throws ReleaseException if the broker does not answer, or the topic is shorter than this instance has seen it
     */
    public static ReleaseFollower join(
            ReleaseContext context, InstanceState instance, Path scratch, RefusalListener listener) {
        String topic = context.topics().releases();
        return Broker.asked("reading " + topic, () -> {
            ReleaseLog log = ReleaseLog.open(context, listener);
            try {
                ReleaseHistory history = log.readToEnd();
                requireWhole(topic, history, instance);
                instance.note(history.sequence());
                return new ReleaseFollower(context, instance, scratch, listener, log, history.latest());
            } catch (RuntimeException e) {
                log.close();
                throw e;
            }
        });
    }

    private static void requireWhole(String topic, ReleaseHistory history, InstanceState instance) {
        if (history.sequence() < instance.sequence()) {
            throw new ReleaseException("the newest release on " + topic + " that counts is " + history.sequence()
                    + ", but this instance has taken release " + instance.sequence() + " before: the topic was changed,"
                    + " or a key is not trusted any more; publish again, or empty releases.state to begin anew");
        }
    }

    /** What was announced last; empty if nothing was. */
    public Optional<Announcement> champion() {
        return champion;
    }

    /**
     * Fetches and verifies what was announced last, for the start.
     *
     * @throws BundleException if it cannot be had
     */
    public FetchedBundle fetch(Announcement announced) {
        return context.fetch(announced, scratch);
    }

    /** From now on takes what is announced, on a thread of its own. What is announced so far must serve already. */
    public void follow(Serving serving) {
        long sequence = champion.map(Announcement::sequence).orElse(0L);
        Takeover takeover = new Takeover(instance.id(), log.gate(), this::fetch, serving, listener, sequence);
        Thread follower = new Thread(() -> run(takeover), "release-follower");
        follower.setDaemon(true);
        thread = follower;
        follower.start();
    }

    private void run(Takeover takeover) {
        try (log;
                AckSender acks = AckSender.open(context)) {
            tell(takeover, acks);
            Duration pause = Duration.ZERO;
            while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = step(takeover, acks) ? Duration.ZERO : PAUSE;
            }
            acks.leave(instance.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            LOG.error("Releases are not followed any more: {}", Broker.reason(e), e);
        }
    }

    /** Whether all went well; whatever fails once must not end the loop. */
    private boolean step(Takeover takeover, AckSender acks) {
        try {
            String before = takeover.state();
            log.tail().poll(POLL, record -> takeover.hear(record.value()));
            if (takeover.waits() && (!takeover.waitsAgain() || elapsed(tried) > RETRY.toNanos())) {
                tried = System.nanoTime();
                takeover.act();
            }
            instance.note(log.gate().highest());
            if (!takeover.state().equals(before) || elapsed(told) > HEARTBEAT.toNanos()) {
                tell(takeover, acks);
            }
            trouble = null;
            return true;
        } catch (RuntimeException e) {
            complain(e);
            return false;
        }
    }

    private void tell(Takeover takeover, AckSender acks) {
        acks.send(takeover.ack(context.clock().instant()));
        told = System.nanoTime();
    }

    private void complain(RuntimeException e) {
        String reason = e instanceof KafkaException failure ? Broker.reason(failure) : String.valueOf(e.getMessage());
        if (!reason.equals(trouble)) {
            LOG.warn("Releases cannot be read at the moment, what serves keeps serving: {}", reason, e);
        }
        trouble = reason;
    }

    private static long elapsed(long since) {
        return System.nanoTime() - since;
    }

    /** Ends within a bound, after a bundle that is being taken; tells the others that this instance is gone. */
    @Override
    public void close() {
        closing.countDown(); // no interrupt: it would break the engine's calls half-way
        Thread follower = thread;
        if (follower == null) {
            log.close();
            return;
        }
        try {
            follower.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
