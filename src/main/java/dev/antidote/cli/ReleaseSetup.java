package dev.antidote.cli;

import dev.antidote.bundle.DirectoryStore;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.TrustedKeys;
import dev.antidote.config.GuardConfig;
import dev.antidote.config.ReleasesConfig;
import dev.antidote.release.ChampionWatch;
import dev.antidote.release.RefusalListener;
import dev.antidote.release.ReleaseContext;
import dev.antidote.release.ReleaseTopics;
import dev.antidote.stream.TopicNames;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** What the configuration's releases section means for those who read or publish releases. */
final class ReleaseSetup {
    private ReleaseSetup() {}

    /** The keys one of which must have signed a bundle; read anew each time, so that one can be withdrawn. */
    static Optional<Supplier<TrustedKeys>> trusted(GuardConfig config) {
        return config.releases().trustedKeys().map(place -> () -> TrustedKeys.read(place));
    }

    /** Tells people of announcements that do not count. */
    static RefusalListener telling(Terminal terminal) {
        return (kind, reason) -> terminal.say("an announcement does not count: " + reason);
    }

    static ReleaseContext context(GuardConfig config, Clock clock) {
        Supplier<TrustedKeys> trusted =
                trusted(config).orElseThrow(() -> missing("trustedKeys", "antidote keys trust"));
        TopicNames names = new TopicNames(config.topicPrefix());
        return new ReleaseContext(
                config,
                new ReleaseTopics(names.releases(), names.releaseAcks(), names.asr()),
                trusted,
                store(config, clock),
                clock);
    }

    /** The bundle of the last release, verified; empty where there was none. */
    static Optional<GuardBundle> champion(ReleaseContext context, RefusalListener listener) {
        try (ChampionWatch releases = ChampionWatch.join(context, listener)) {
            return releases.champion();
        }
    }

    static DirectoryStore store(GuardConfig config, Clock clock) {
        ReleasesConfig releases = config.releases();
        Path place = releases.store().orElseThrow(() -> missing("store", "antidote release publish"));
        return new DirectoryStore(place, clock);
    }

    private static CommandException missing(String key, String filledBy) {
        return new CommandException("releases." + key + " is not configured; name the directory that " + filledBy
                + " fills, in the file or with --set releases." + key + "=DIR");
    }
}
