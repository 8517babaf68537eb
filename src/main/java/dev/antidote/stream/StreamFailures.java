package dev.antidote.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingInternalTopicsException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows when a stream thread fails. No payload gets here; what does may pass (a broker or registry that was away),
 * so the thread is replaced and goes on from the last commit. What cannot pass by itself, or comes back {@value #LIMIT} times
 * within ten minutes, stops the guard, so that somebody sees it. Thread-safe.
 */
final class StreamFailures implements StreamsUncaughtExceptionHandler {
    /** How many replaced threads are too many. */
    static final int LIMIT = 5;

    static final Duration WINDOW = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(StreamFailures.class);

    private final Clock clock;
    private final Deque<Instant> replacements = new ArrayDeque<>(); // under this
    private @Nullable Throwable last; // under this

    StreamFailures(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        last = failure;
        if (isFatal(failure)) {
            LOG.error("The guard stops: {}", innermost(failure).toString(), failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        Instant now = clock.instant();
        replacements.removeIf(then -> then.isBefore(now.minus(WINDOW)));
        if (replacements.size() >= LIMIT) {
            LOG.error("The guard stops: {} stream threads failed within {}", LIMIT + 1, WINDOW, failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        replacements.addLast(now);
        LOG.warn(
                "A stream thread failed and is replaced: {}", innermost(failure).toString(), failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** The last failure of any thread. */
    synchronized Optional<Throwable> last() {
        return Optional.ofNullable(last);
    }

    /** The failure's root, for one line. */
    static Throwable innermost(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static boolean isFatal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Error
                    || cause instanceof GuardException // a store that is not as we left it
                    || cause instanceof AuthenticationException
                    || cause instanceof AuthorizationException
                    || cause instanceof InvalidTopicException
                    || cause instanceof UnsupportedVersionException
                    || cause instanceof MissingSourceTopicException
                    || cause instanceof MissingInternalTopicsException) {
                return true;
            }
        }
        return false;
    }
}
