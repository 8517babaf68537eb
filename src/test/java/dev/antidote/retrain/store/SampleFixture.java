package dev.antidote.retrain.store;

import dev.antidote.config.CollectorConfig;
import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import dev.antidote.config.StoreConfig;
import dev.antidote.wire.RecordPlace;
import dev.antidote.wire.avro.FlagReason;
import dev.antidote.wire.avro.FlaggedSample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Samples and stores for the tests of the rooms around. */
public final class SampleFixture {
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    public static final String TOPIC = "AAAAAAAAAAAAAAAAAAAAAA";
    public static final CollectorConfig CAPS = CollectorConfig.DEFAULTS;

    private static final AtomicInteger STORES = new AtomicInteger();

    private SampleFixture() {}

    /** A store in memory that nobody else has. */
    public static StoreConfig inMemory() {
        return store("jdbc:h2:mem:samples" + STORES.incrementAndGet() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20", "");
    }

    public static StoreConfig store(String url, String user) {
        return config(Map.of("store.url", url, "store.user", user)).store();
    }

    public static GuardConfig config(Map<String, String> flags) {
        Map<String, String> all = new TreeMap<>(Map.of("bundle", "unused", "kafka.bootstrap.servers", "127.0.0.1:1"));
        all.putAll(flags);
        return GuardConfig.read(ConfigSource.empty().withFlags(all));
    }

    public static Arrival arrival(long offset, String source, String text) {
        return new Arrival(0, offset, Optional.of(flagged(source, text, "spam", FlagReason.LOW_MARGIN)));
    }

    /** A sample that the undefended model was asked about as well. */
    public static Arrival asked(long offset, String text, String undefended, double ablation) {
        Flagged plain = flagged("a", text, "spam", FlagReason.ABLATION);
        GuardSays guard = new GuardSays(
                plain.guard().label(),
                plain.guard().reasons(),
                plain.guard().confidence(),
                plain.guard().margin(),
                plain.guard().leakage(),
                plain.guard().bundle(),
                Optional.of(new UndefendedSays(undefended, ablation)));
        return new Arrival(
                0,
                offset,
                Optional.of(new Flagged(
                        plain.source(), plain.requestId(), plain.text(), guard, plain.request(), plain.at())));
    }

    public static Flagged flagged(String source, String text, String label, FlagReason... reasons) {
        return new Flagged(
                source,
                "r-1",
                text,
                new GuardSays(label, List.of(reasons), 0.6, 0.125, 0.25, "bundle-1", Optional.empty()),
                new RecordPlace("antidote.requests", 3, 41),
                NOW);
    }

    /** What a guard writes to the flagged topic. */
    public static FlaggedSample published(String text) {
        return publishing(text).build();
    }

    /** The same, not yet finished. */
    public static FlaggedSample.Builder publishing(String text) {
        return FlaggedSample.newBuilder()
                .setId("r")
                .setText(text)
                .setLabel("spam")
                .setReasons(List.of(FlagReason.LOW_MARGIN))
                .setConfidence(0.5)
                .setMargin(0.1)
                .setLeakage(0.2)
                .setBundle("b")
                .setSourceTopic("antidote.requests")
                .setSourcePartition(0)
                .setSourceOffset(0)
                .setFlaggedAt(NOW);
    }
}
