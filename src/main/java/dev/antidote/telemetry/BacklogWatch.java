package dev.antidote.telemetry;

import dev.antidote.stream.Backlog;
import dev.antidote.stream.BacklogReader;
import dev.antidote.stream.GuardException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the broker, again and again, how far this process is behind. Owns its thread and the reader. */
final class BacklogWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BacklogWatch.class);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final BacklogReader reader;
    private final BacklogListener listener;
    private final MultiGauge lags;
    private final Duration interval;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "backlog-watch");

    private BacklogWatch(BacklogReader reader, BacklogListener listener, MeterRegistry registry, Duration interval) {
        this.reader = reader;
        this.listener = listener;
        this.interval = interval;
        lags = MultiGauge.builder("antidote.lag")
                .baseUnit(Units.RECORDS)
                .description("Records of a partition of this process that are not committed yet, at most.")
                .register(registry);
        thread.setDaemon(true);
    }

    /** Begins; takes the reader over. */
    static BacklogWatch start(
            BacklogReader reader, BacklogListener listener, MeterRegistry registry, Duration interval) {
        BacklogWatch watch = new BacklogWatch(reader, listener, registry, interval);
        watch.thread.start();
        return watch;
    }

    // A worker's loop: a look that fails must not end all later ones.
    @SuppressWarnings("CatchingUnchecked")
    private void watch() {
        try {
            do {
                try {
                    look();
                } catch (Exception e) {
                    LOG.warn("Looking at the backlog failed", e);
                    listener.unobserved(e.toString());
                }
            } while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reader.close();
        }
    }

    private void look() {
        try {
            Backlog backlog = reader.read();
            listener.observed(backlog);
            lags.register(
                    backlog.positions().stream()
                            .map(position -> MultiGauge.Row.of(
                                    Tags.of(
                                            "topic",
                                            position.topic(),
                                            "partition",
                                            String.valueOf(position.partition())),
                                    position.lag()))
                            .toList(),
                    true);
        } catch (GuardException e) {
            LOG.debug("The backlog is not known", e);
            listener.unobserved(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt(); // it may wait for a broker that is gone
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
