package dev.antidote.cli;

import dev.antidote.bundle.BundleReader;
import dev.antidote.bundle.BundleStore;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.Purpose;
import dev.antidote.config.GuardConfig;
import dev.antidote.release.Announcement;
import dev.antidote.release.RefusalListener;
import dev.antidote.release.ReleaseContext;
import dev.antidote.release.ReleaseHistory;
import dev.antidote.release.ReleaseLog;
import dev.antidote.stream.TopicCheck;
import java.nio.file.Files;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What serves now, as instances see it: the last release, and until the first one the configured bundle.
 *
 * @param setup of the retraining
 * @param clock the time
 * @param listener hears of announcements that do not count
 */
record ServingBundle(RetrainSetup setup, Clock clock, RefusalListener listener) {
    /** Opens it, verified; empty where nothing serves yet. */
    Optional<GuardBundle> open() {
        if (setup.champion().isPresent()) {
            return setup.champion().map(BundleReader::open);
        }
        if (setup.followsReleases()) {
            Optional<GuardBundle> released = ReleaseSetup.champion(context(), listener);
            return released.isPresent() ? released : configured();
        }
        return configured();
    }

    /** The ids of whatever serves, or would serve after a rollback or without releases. */
    Set<String> needed() {
        Set<String> needed = new HashSet<>();
        configured().map(GuardBundle::id).ifPresent(needed::add);
        setup.champion().map(BundleReader::open).map(GuardBundle::id).ifPresent(needed::add);
        if (setup.followsReleases()) {
            ReleaseHistory history = ReleaseLog.read(context(), listener);
            history.latest().map(Announcement::bundle).ifPresent(needed::add);
            history.predecessor().ifPresent(needed::add);
        }
        return needed;
    }

    /** Its id, given what was announced. */
    Optional<String> id(ReleaseHistory history) {
        return history.latest().map(latest -> latest.bundle()).or(() -> configured()
                .map(GuardBundle::id));
    }

    /** Checks that this process may release: its key is trusted, the topics are there. */
    void requireReleasable() {
        byte[] trial = {1};
        context()
                .trusted()
                .get()
                .require(
                        "a release by retrain.key",
                        Purpose.ANNOUNCEMENT,
                        trial,
                        setup.key().sign(Purpose.ANNOUNCEMENT, trial));
    }

    /** What to know where instances serve a bundle that no release names: nothing can be rolled back to it. */
    Optional<String> unannounced() {
        if (ReleaseLog.read(context(), listener).latest().isPresent()) {
            return Optional.empty();
        }
        return configured()
                .map(bundle ->
                        "note: bundle " + bundle.id() + " serves without a release, so that the first release cannot be"
                                + " rolled back to it; announce it first: antidote release publish "
                                + bundle.directory() + " --config FILE --key KEY");
    }

    /** Where released bundles come from. */
    BundleStore store() {
        return ReleaseSetup.store(setup.config(), clock);
    }

    private Optional<GuardBundle> configured() {
        return setup.config()
                .bundle()
                .filter(place -> Files.exists(place.resolve(GuardBundle.MANIFEST)))
                .map(place -> BundleReader.open(
                        place, ReleaseSetup.trusted(setup.config()).map(keys -> keys.get())));
    }

    /** Where releases are announced; checks that the topics are there. */
    ReleaseContext context() {
        GuardConfig config = setup.config();
        ReleaseContext context = ReleaseSetup.context(config, clock);
        TopicCheck.require(
                config, List.of(context.topics().releases(), context.topics().acks()));
        return context;
    }
}
