package dev.antidote.release;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.BundleReader;
import dev.antidote.bundle.BundleStore;
import dev.antidote.bundle.FetchedBundle;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.Purpose;
import dev.antidote.bundle.Refusal;
import dev.antidote.bundle.SigningKey;
import dev.antidote.bundle.TrustedKeys;
import dev.antidote.config.ConfigException;
import dev.antidote.config.GuardConfig;
import dev.antidote.wire.RecordSerdes;
import dev.antidote.wire.avro.Release;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What everything in this room works on.
 *
 * @param config of the guard, for Kafka's clients and the schema registry
 * @param topics the names of the topics
 * @param trusted reads the trusted keys, anew each time
 * @param store where bundles are kept
 * @param clock the time
 */
public record ReleaseContext(
        GuardConfig config, ReleaseTopics topics, Supplier<TrustedKeys> trusted, BundleStore store, Clock clock) {
    /**
     * Makes sure that what this key signs will be believed.
     *
     * @throws BundleException if the key is not trusted
     */
    void requireTrusted(SigningKey key) {
        byte[] trial = {1};
        trusted.get().require("a release", Purpose.ANNOUNCEMENT, trial, key.sign(Purpose.ANNOUNCEMENT, trial));
    }

    /**
     * A bundle of the store, as an instance will see it.
     *
     * @throws BundleException if it is not there, or cannot be trusted
     */
    GuardBundle stored(String id) {
        return BundleReader.open(store.open(id).directory(), Optional.of(trusted.get()));
    }

    /** A gate in front of the releases topic. */
    AnnouncementGate gate() {
        Deserializer<Release> deserializer = serdes().values(Release.class).deserializer();
        return new AnnouncementGate(value -> deserializer.deserialize(topics.releases(), value), trusted);
    }

    /**
     * The serdes of the configured schema registry; connects when first used.
     *
     * @throws ConfigException if the registry's settings hold a mistake
     */
    RecordSerdes serdes() {
        try {
            return RecordSerdes.of(config.schemaRegistry());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("schemaRegistry: " + e.getMessage(), e);
        }
    }

    /**
     * Gets what was announced.
     *
     * @throws BundleException if it is not there, or anything else than that
     */
    FetchedBundle fetch(Announcement announced, Path scratch) {
        FetchedBundle fetched = FetchedBundle.of(store, announced.bundle(), trusted.get(), scratch);
        if (!fetched.bundle().manifestDigest().equals(announced.manifestDigest())) {
            fetched.close();
            throw new BundleException(
                    Refusal.DIFFERENT,
                    "the manifest of bundle " + announced.bundle() + " in " + store.location()
                            + " is not the one that was announced");
        }
        return fetched;
    }
}
