package dev.antidote.release;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.GuardBundle;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The bundle of the last release, for who needs its files and does not serve: had at the start, then watched on a thread of its own.
 * {@link #close} is thread-safe, the rest belongs to one thread.
 */
public final class ChampionWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final ReleaseContext context;
    private final ReleaseLog log;
    private final Optional<Announcement> first;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread thread;
    private @Nullable String trouble;

    private ChampionWatch(ReleaseContext context, ReleaseLog log, Optional<Announcement> first) {
        this.context = context;
        this.log = log;
        this.first = first;
    }

    /**
     * Reads all announcements that there are.
     *
     * @param listener is told of those that do not count
     * @throws ReleaseException if the broker does not answer
     */
    public static ChampionWatch join(ReleaseContext context, RefusalListener listener) {
        return Broker.asked("reading " + context.topics().releases(), () -> {
            ReleaseLog log = ReleaseLog.open(context, listener);
            try {
                return new ChampionWatch(context, log, log.readToEnd().latest());
            } catch (RuntimeException e) {
                log.close();
                throw e;
            }
        });
    }

    /**
     * What had been released last when this was joined, verified; empty if nothing had.
     *
     * @throws BundleException if it cannot be had
     */
    public Optional<GuardBundle> champion() {
        return first.map(Announcement::bundle).map(context::stored);
    }

    /**
     * From now on hands over what is released, verified, on a thread of its own. What cannot be had, or is not taken, is tried again.
     *
     * @param taker may throw, with a message for people
     * @param complaints is told why something was not had or taken, once a reason
     */
    public void follow(Consumer<GuardBundle> taker, Consumer<String> complaints) {
        Thread watcher = new Thread(() -> run(taker, complaints), "champion-watch");
        watcher.setDaemon(true);
        thread = watcher;
        watcher.start();
    }

    private void run(Consumer<GuardBundle> taker, Consumer<String> complaints) {
        long taken = first.map(Announcement::sequence).orElse(0L);
        try (log) {
            Duration pause = Duration.ZERO;
            while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    taken = step(taken, taker);
                    trouble = null;
                    pause = Duration.ZERO;
                } catch (RuntimeException e) {
                    complain(e, complaints);
                    pause = RETRY;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long step(long taken, Consumer<GuardBundle> taker) {
        Optional<Announcement> latest = log.poll(POLL).latest();
        if (latest.isEmpty() || latest.get().sequence() <= taken) {
            return taken;
        }
        taker.accept(context.stored(latest.get().bundle()));
        return latest.get().sequence();
    }

    private void complain(RuntimeException e, Consumer<String> complaints) {
        String reason = e instanceof KafkaException failure ? Broker.reason(failure) : String.valueOf(e.getMessage());
        if (!reason.equals(trouble)) {
            complaints.accept(reason);
        }
        trouble = reason;
    }

    @Override
    public void close() {
        closing.countDown();
        Thread watcher = thread;
        if (watcher == null) {
            log.close();
            return;
        }
        try {
            watcher.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
