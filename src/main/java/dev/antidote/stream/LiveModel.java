package dev.antidote.stream;

import dev.antidote.infer.ClassifierStoppedException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model that judges now. Another one may take its place at any time; the old one is closed exactly once, by whoever uses it
 * last, and never while it is in use. Thread-safe.
 */
public final class LiveModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveModel.class);

    private Holding now; // under this
    private boolean closed; // under this

    private LiveModel(Holding first) {
        now = first;
    }

    /** Takes over {@code model}; {@code closer} frees it when it was replaced and nobody uses it any more. */
    public static LiveModel of(GuardModel model, Runnable closer) {
        return new LiveModel(new Holding(model, closer));
    }

    /** A model that stays its owner's, who closes it. */
    public static LiveModel of(GuardModel model) {
        return of(model, () -> {});
    }

    /** The model that judges now, for its description; to judge with it, {@link #use} it. */
    public synchronized GuardModel current() {
        return now.model;
    }

    /**
     * Works with the current model, which stays open until the work is done, whatever takes its place meanwhile.
     *
     * @throws ClassifierStoppedException if this is closed
     */
    public <T> T use(Function<GuardModel, T> work) {
        Holding held = hold();
        try {
            return work.apply(held.model);
        } finally {
            held.release();
        }
    }

    /**
     * Puts another model in the place of the current one, and takes it over.
     *
     * @return the former model
     * @throws ClassifierStoppedException if this is closed; {@code next} is closed as well then
     */
    public GuardModel swap(GuardModel next, Runnable closer) {
        Holding arriving = new Holding(next, closer);
        Holding leaving = replace(arriving);
        if (leaving == arriving) {
            arriving.release();
            throw stopped();
        }
        leaving.release();
        return leaving.model;
    }

    /** Closes the current model as soon as nobody uses it any more. Idempotent. */
    @Override
    public void close() {
        Holding last;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            last = now;
        }
        last.release();
    }

    private synchronized Holding hold() {
        if (closed) {
            throw stopped();
        }
        now.uses.incrementAndGet(); // at least 1 before: the use of the current model ends only after it was replaced
        return now;
    }

    /** The holding that leaves: the arriving one itself if this is closed. */
    private synchronized Holding replace(Holding arriving) {
        if (closed) {
            return arriving;
        }
        Holding leaving = now;
        now = arriving;
        return leaving;
    }

    private static ClassifierStoppedException stopped() {
        return new ClassifierStoppedException(new IllegalStateException("the guard's model was closed"));
    }

    /** A model and how many use it; the first use is that of being the current one. */
    private static final class Holding {
        private final GuardModel model;
        private final Runnable closer;
        private final AtomicInteger uses = new AtomicInteger(1);

        Holding(GuardModel model, Runnable closer) {
            this.model = model;
            this.closer = closer;
        }

        void release() {
            if (uses.decrementAndGet() > 0) {
                return;
            }
            try {
                closer.run();
            } catch (RuntimeException e) { // the batch that used it last did nothing wrong
                LOG.warn("Closing the model of bundle {} failed", model.bundle(), e);
            }
        }
    }
}
