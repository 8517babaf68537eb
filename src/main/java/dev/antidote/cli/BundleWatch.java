package dev.antidote.cli;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.Refusal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether another bundle lies where the served one came from, and puts it in its place once it is verified,
 * loaded and warmed up. Whatever fails changes nothing and is told once. One thread calls {@link #check}; {@link #close} is
 * thread-safe.
 */
final class BundleWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BundleWatch.class);
    private static final Duration CLOSE = Duration.ofSeconds(10);

    /** Where bundles come from. */
    interface Source {
        /**
         * What lies there, whether or not it is whole: changes with every bundle, and is cheap to ask for.
         *
         * @throws BundleException if nothing can be read there
         */
        String look();

        /**
         * Verifies and loads what lies there.
         *
         * @throws BundleException if it is not a whole bundle
         */
        LoadedBundle load();
    }

    private final Source source;
    private final ModelSwap swap;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "bundle-watch");
    private final Duration interval;
    private String settled;
    private String suspect = "";
    private String told = "";

    /** {@code served} is what {@link Source#look} said of the bundle that serves. */
    BundleWatch(Source source, String served, ModelSwap swap, Duration interval) {
        this.source = source;
        this.settled = served;
        this.swap = swap;
        this.interval = interval;
        thread.setDaemon(true);
    }

    /** Begins to look, every interval. */
    BundleWatch start() {
        thread.start();
        return this;
    }

    /** Waits, within a bound, until a bundle that is being loaded has ended; none is put in place after this. */
    @Override
    public void close() {
        closing.countDown(); // no interrupt: it would close files and break the engine's calls half-way
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // A worker's loop: a check that fails must not end all later ones.
    @SuppressWarnings("CatchingUnchecked")
    private void watch() {
        try {
            while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    check();
                } catch (Exception e) {
                    LOG.warn("Looking for another bundle failed", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once. */
    void check() {
        String seen;
        try {
            seen = source.look();
        } catch (BundleException e) {
            doubt("nothing", e); // perhaps between two renames
            return;
        }
        if (seen.equals(settled)) {
            suspect = "";
            return;
        }
        try {
            LoadedBundle next = source.load();
            settled = seen; // whatever comes of it: the same bundle would fail the same way again
            suspect = "";
            take(next);
        } catch (BundleException e) {
            if (seen.equals(settled)) {
                refuse(seen, e.refusal(), String.valueOf(e.getMessage()));
            } else {
                doubt(seen, e); // perhaps half copied
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            settled = seen;
            refuse(seen, Refusal.UNLOADABLE, "it cannot be loaded: " + e.getMessage());
        }
    }

    /** What is not whole may become so until the next look; only then it is told. */
    private void doubt(String seen, BundleException reason) {
        if (seen.equals(suspect)) {
            refuse(seen, reason.refusal(), String.valueOf(reason.getMessage()));
        }
        suspect = seen;
    }

    private void take(LoadedBundle next) {
        swap.warmUp(next);
        if (closing.getCount() == 0) {
            next.closer().run();
            return;
        }
        told = "";
        swap.put(next);
    }

    private void refuse(String seen, Refusal kind, String reason) {
        if (seen.equals(told)) {
            return;
        }
        told = seen;
        swap.refuse(kind, reason);
    }
}
