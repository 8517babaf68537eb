package dev.antidote.cli;

import dev.antidote.bundle.BundleException;
import dev.antidote.infer.ClassifierStoppedException;
import dev.antidote.stream.GuardModel;
import dev.antidote.stream.GuardObserver;
import dev.antidote.stream.LabelOrder;
import dev.antidote.stream.LiveModel;
import dev.antidote.stream.WarmUp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
        Loaded load();
    }

    /** A model with what frees it. */
    record Loaded(GuardModel model, Runnable closer) {}

    private final Source source;
    private final LiveModel models;
    private final LabelOrder order;
    private final GuardObserver observer;
    private final Consumer<String> terminal;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "bundle-watch");
    private final Duration interval;
    private String settled;
    private String suspect = "";
    private String told = "";

    /** {@code served} is what {@link Source#look} said of the bundle that serves. */
    BundleWatch(
            Source source,
            String served,
            LiveModel models,
            LabelOrder order,
            Duration interval,
            GuardObserver observer,
            Consumer<String> terminal) {
        this.source = source;
        this.settled = served;
        this.models = models;
        this.order = order;
        this.interval = interval;
        this.observer = observer;
        this.terminal = terminal;
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
            Loaded next = source.load();
            settled = seen; // whatever comes of it: the same bundle would fail the same way again
            suspect = "";
            take(next);
        } catch (BundleException e) {
            doubt(seen, e); // perhaps half copied
        } catch (RuntimeException | OutOfMemoryError e) {
            settled = seen;
            refuse(seen, "it cannot be loaded: " + e.getMessage());
        }
    }

    /** What is not whole may become so until the next look; only then it is told. */
    private void doubt(String seen, BundleException reason) {
        if (seen.equals(suspect)) {
            refuse(seen, String.valueOf(reason.getMessage()));
        }
        suspect = seen;
    }

    private void take(Loaded next) {
        try {
            WarmUp.run(next.model());
        } catch (RuntimeException | OutOfMemoryError e) {
            next.closer().run();
            refuse(settled, "bundle " + next.model().bundle() + " failed its warm-up: " + e.getMessage());
            return;
        }
        if (closing.getCount() == 0) {
            next.closer().run();
            return;
        }
        swap(next);
    }

    private void swap(Loaded next) {
        GuardModel old;
        try {
            old = models.swap(next.model(), next.closer());
        } catch (ClassifierStoppedException e) {
            return; // the guard has ended meanwhile
        }
        told = "";
        observer.swapped(old.bundle(), next.model().bundle());
        String labels = old.labels().equals(next.model().labels())
                ? ""
                : "; its labels are " + next.model().labels().names() + ", no longer "
                        + old.labels().names();
        say("bundle " + next.model().bundle() + " serves in place of " + old.bundle() + labels);
        List<String> unknown = order.unknownIn(next.model().labels());
        if (!unknown.isEmpty()) {
            LOG.warn(
                    "requests.labelOrder names labels that bundle {} does not have: {}",
                    next.model().bundle(),
                    unknown);
            terminal.accept("requests.labelOrder names labels that the new bundle does not have: "
                    + String.join(", ", unknown) + "; name its own and start again");
        }
    }

    private void refuse(String seen, String reason) {
        if (seen.equals(told)) {
            return;
        }
        told = seen;
        observer.swapRefused(reason);
        LOG.warn("A bundle was not taken: {}", reason);
        terminal.accept("bundle " + models.current().bundle() + " keeps serving, another one was not taken: " + reason);
    }

    private void say(String line) {
        LOG.info(line);
        terminal.accept(line);
    }
}
