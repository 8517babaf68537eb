package dev.antidote.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Bundles from the configured directory, which is looked at now and then. */
final class WatchedDirectory implements BundleSupply {
    private final BundleDirectory directory;
    private final Duration interval;
    private String served = "";
    private @Nullable BundleWatch watch;

    /** {@code interval} zero never looks. */
    WatchedDirectory(BundleDirectory directory, Duration interval) {
        this.directory = directory;
        this.interval = interval;
    }

    @Override
    public LoadedBundle first() {
        served = directory.look();
        return directory.load();
    }

    @Override
    public void follow(ModelSwap swap) {
        if (!interval.isZero()) {
            watch = new BundleWatch(directory, served, swap, interval).start();
        }
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
