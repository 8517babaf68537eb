package dev.antidote.stream;

import dev.antidote.config.Durations;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outlasts trouble with the schema registry: no record is to blame for it, so none may become a dead letter or be dropped. The
 * stream thread waits in place, holding its partitions back, and gives its tasks up only when its patience ends; they are then
 * tried anew from the last commit. Thread-safe.
 */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Duration limit;
    private final LongSupplier nanoTime;
    private final Pause pause;

    /** Waits for a while; an interrupt ends the wait with an exception. */
    @FunctionalInterface
    interface Pause {
        void pause(Duration duration) throws InterruptedException;
    }

    /** {@code limit} must stay below {@code max.poll.interval.ms}. */
    Patience(Duration limit, LongSupplier nanoTime, Pause pause) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    static Patience of(Duration limit) {
        return new Patience(limit, System::nanoTime, duration -> Thread.sleep(duration.toMillis()));
    }

    /**
     * Does the work, again and again while something else than the record is to blame for its failure.
     *
     * @throws StreamsException if that went on for longer than the limit, or the thread was interrupted
     */
    <T> T outlast(String what, Supplier<T> work) {
        long start = nanoTime.getAsLong();
        Duration wait = FIRST_PAUSE;
        while (true) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (isPayloadsFault(e)) {
                    throw e;
                }
                if (nanoTime.getAsLong() - start >= limit.toNanos()) {
                    throw new StreamsException(
                            what + " failed for " + Durations.format(limit) + ": " + e.getMessage(), e);
                }
                LOG.warn("{} failed, trying again in {}: {}", what, Durations.format(wait), e.getMessage());
                rest(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? wait.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void rest(Duration wait) {
        try {
            pause.pause(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StreamsException("interrupted while waiting for the schema registry", e);
        }
    }

    /** See {@link GuardSerdes}; serdes of others wrap a broken connection in a SerializationException, so causes count. */
    static boolean isPayloadsFault(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof UnknownHostException) {
                return false;
            }
        }
        return e instanceof SerializationException || !(e instanceof KafkaException);
    }
}
