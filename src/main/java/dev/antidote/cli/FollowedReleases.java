package dev.antidote.cli;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.FetchedBundle;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.Refusal;
import dev.antidote.release.Announcement;
import dev.antidote.release.InstanceState;
import dev.antidote.release.ReleaseContext;
import dev.antidote.release.ReleaseFollower;
import dev.antidote.release.Serving;
import dev.antidote.stream.GuardObserver;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bundles as the releases topic announces them; the configured one serves until there is a first release. */
final class FollowedReleases implements BundleSupply {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedReleases.class);

    private final InstanceState instance;
    private final ReleaseFollower follower;
    private final Function<GuardBundle, LoadedBundle> loader;
    private final GuardBundle fallback;
    private final GuardObserver observer;
    private final Consumer<String> terminal;
    private volatile @Nullable ModelSwap swap;

    /**
     * Reads what was announced so far.
     *
     * @param instance who follows; taken over
     * @param scratch a directory of this process, for copies of bundles
     * @param fallback the configured bundle, verified
     * @param loader makes models
     */
    FollowedReleases(
            ReleaseContext context,
            InstanceState instance,
            Path scratch,
            GuardBundle fallback,
            Function<GuardBundle, LoadedBundle> loader,
            GuardObserver observer,
            Consumer<String> terminal) {
        this.instance = instance;
        this.fallback = fallback;
        this.loader = loader;
        this.observer = observer;
        this.terminal = terminal;
        try {
            this.follower = ReleaseFollower.join(context, instance, scratch, this::refuse);
        } catch (RuntimeException e) {
            instance.close();
            throw e;
        }
    }

    @Override
    public LoadedBundle first() {
        Optional<Announcement> champion = follower.champion();
        if (champion.isEmpty()) {
            terminal.accept("nothing was released yet; bundle " + fallback.id() + " of the configuration serves");
            return loader.apply(fallback);
        }
        Announcement release = champion.get();
        try (FetchedBundle fetched = follower.fetch(release)) {
            terminal.accept("release " + release.sequence() + " names bundle " + release.bundle());
            return loader.apply(fetched.bundle());
        } catch (BundleException e) {
            throw new BundleException(
                    e.refusal(),
                    "release " + release.sequence() + " cannot be served: " + e.getMessage()
                            + "; mend the store, or set releases.enabled to false to serve the configured bundle",
                    e);
        }
    }

    @Override
    public void follow(ModelSwap models) {
        swap = models;
        follower.follow(new Serving() {
            @Override
            public String bundle() {
                return models.serving();
            }

            @Override
            public void take(GuardBundle bundle) {
                LoadedBundle next = load(bundle);
                models.warmUp(next);
                models.put(next);
            }
        });
    }

    private LoadedBundle load(GuardBundle bundle) {
        try {
            return loader.apply(bundle);
        } catch (BundleException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new BundleException(
                    Refusal.UNLOADABLE, "bundle " + bundle.id() + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    private void refuse(Refusal kind, String reason) {
        ModelSwap models = swap;
        if (models != null) {
            models.refuse(kind, reason);
            return;
        }
        observer.swapRefused(kind.word(), reason);
        LOG.warn("An announcement does not count ({}): {}", kind.word(), reason);
        terminal.accept("an announcement does not count: " + reason);
    }

    @Override
    public void close() {
        follower.close();
        instance.close();
    }
}
