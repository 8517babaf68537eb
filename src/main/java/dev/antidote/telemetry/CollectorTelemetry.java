package dev.antidote.telemetry;

import dev.antidote.config.TelemetryConfig;
import dev.antidote.stream.BacklogReader;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Metrics and health of one collector. What is counted is in the store when it is told. Thread-safe. */
public final class CollectorTelemetry implements AutoCloseable {
    private final TelemetryConfig config;
    private final Clock clock;
    private final CollectorHealth health;
    private final Exposure exposure;
    private final Counter stored;
    private final Counter repeated;
    private final Counter known;
    private final MeterProvider<Counter> dropped;
    private final Counter expired;
    private final Moment committed;

    private CollectorTelemetry(TelemetryConfig config, Clock clock, Set<? extends Enum<?>> drops) {
        this.config = config;
        this.clock = clock;
        health = new CollectorHealth(clock, Health.Limits.of(config));
        exposure = new Exposure(TelemetryServer.Place.of(config, "collectorPort", config.collectorPort()), health);
        MeterRegistry registry = exposure.registry();
        MeterProvider<Counter> records = Counter.builder("antidote.collector")
                .baseUnit(Units.RECORDS)
                .description(
                        "Flagged records by what became of them: a new sample, counted with an equal text, or taken"
                                + " in before.")
                .withRegistry(registry);
        stored = records.withTag("outcome", "stored");
        repeated = records.withTag("outcome", "repeated");
        known = records.withTag("outcome", "known");
        dropped = Counter.builder("antidote.collector.dropped")
                .baseUnit(Units.RECORDS)
                .description("Flagged records that were not kept, by the cap that stood against it.")
                .withRegistry(registry);
        drops.forEach(reason -> dropped.withTag("reason", Words.of(reason)));
        expired = Counter.builder("antidote.collector.expired")
                .baseUnit(Units.SAMPLES)
                .description("Samples deleted because they were older than store.retention.")
                .register(registry);
        committed = new Moment(
                registry, "antidote.collector.commit", "When the store last took something in, since the epoch.");
    }

    /**
     * Opens the port, unless that is switched off.
     *
     * @param drops every reason for which a record may be dropped
     * @throws dev.antidote.config.ConfigException if the port cannot be opened
     */
    public static CollectorTelemetry start(TelemetryConfig config, Clock clock, Set<? extends Enum<?>> drops) {
        return new CollectorTelemetry(config, clock, drops);
    }

    /** Where the port is; empty if it is switched off. */
    public Optional<InetSocketAddress> address() {
        return exposure.address();
    }

    /** From now on the broker is asked for the lag; takes the reader over. */
    public void watch(BacklogReader reader) {
        exposure.own(BacklogWatch.start(reader, health, exposure.registry(), config.check()));
    }

    /** Its group has taken it in. */
    public void joined() {
        health.joined();
    }

    /** Its thread has come round. */
    public void turned() {
        health.turned();
    }

    /**
     * A batch is in the store.
     *
     * @param fresh new samples
     * @param counted records whose text the store had
     * @param before records that were taken in before
     */
    public void taken(long fresh, long counted, long before) {
        stored.increment((double) fresh);
        repeated.increment((double) counted);
        known.increment((double) before);
        committed.is(clock.instant());
    }

    /** So many records were dropped for this reason. */
    public void dropped(Enum<?> reason, long records) {
        dropped.withTag("reason", Words.of(reason)).increment((double) records);
    }

    /** So many samples were deleted for their age. */
    public void expired(long samples) {
        expired.increment((double) samples);
    }

    /** It waits for what is away. */
    public void waiting(String reason) {
        health.waiting(reason);
    }

    /** It goes on. */
    public void resumed() {
        health.waiting("");
    }

    /** What /metrics says, in Prometheus' text format. */
    String scrape() {
        return exposure.scrape();
    }

    /** Closes the port and stops watching. Idempotent. */
    @Override
    public void close() {
        exposure.close();
    }
}
