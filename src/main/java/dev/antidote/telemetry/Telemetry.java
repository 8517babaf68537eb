package dev.antidote.telemetry;

import dev.antidote.config.GuardConfig;
import dev.antidote.config.TelemetryConfig;
import dev.antidote.stream.BacklogReader;
import dev.antidote.stream.GuardModel;
import dev.antidote.stream.GuardStreams;
import dev.antidote.stream.GuardTelemetry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;

/**
 * Metrics and health of one guard. Begin it before anything else, so that what takes long can be watched; tell it of the bundle
 * and of Kafka Streams as they come. Without a port it costs next to nothing and asks the broker nothing. Thread-safe.
 */
public final class Telemetry implements AutoCloseable {
    private final TelemetryConfig config;
    private final Health health;
    private final Exposure exposure;
    private final BundleMeters bundles;
    private final RateMeters rates;
    private final GuardTelemetry observers;

    private Telemetry(TelemetryConfig config, Clock clock, Collection<String> refusals) {
        this.config = config;
        health = new Health(clock, Health.Limits.of(config));
        exposure = new Exposure(TelemetryServer.Place.of(config, "port", config.port()), health);
        bundles = new BundleMeters(exposure.registry(), refusals);
        rates = new RateMeters(exposure.registry());
        observers = new GuardTelemetry(
                new GuardMeters(exposure.registry(), bundles, rates, this::serving),
                new BatchMeters(exposure.registry()));
    }

    /**
     * Opens the port, unless that is switched off.
     *
     * @param refusals the words for why a bundle, or its announcement, is not taken
     * @throws dev.antidote.config.ConfigException if the port cannot be opened
     */
    public static Telemetry start(TelemetryConfig config, Clock clock, Collection<String> refusals) {
        return new Telemetry(config, clock, refusals);
    }

    /** Where the port is; empty if it is switched off. */
    public Optional<InetSocketAddress> address() {
        return exposure.address();
    }

    /** For the guard and its batcher. */
    public GuardTelemetry observers() {
        return observers;
    }

    /**
     * A model that is measured, and what to do when it is closed.
     *
     * @param model the same model with a classifier that is measured
     * @param closed the model is closed; what was measured of it may go
     */
    public record Measured(GuardModel model, Runnable closed) {}

    /** Measures a model that has been loaded, whether or not it will serve. */
    public Measured measure(GuardModel model) {
        BundleMeters.Engine meters = bundles.open(model.bundle());
        TimedClassifier timed = new TimedClassifier(model.classifier(), meters, System::nanoTime);
        return new Measured(model.withClassifier(timed), () -> bundles.close(meters));
    }

    /** This bundle is the first to serve; of later ones the observer is told. */
    public void serving(String bundle) {
        health.loaded(bundle);
        bundles.serve(bundle);
        rates.serve(bundle);
    }

    /** The guard was started: its state, its backlog and Kafka's own metrics are watched from now on. */
    public void watch(GuardConfig guardConfig, GuardStreams guard) {
        health.started(guard::state, guard::longestBatch);
        Gauge.builder("antidote.ring.slots", () -> guardConfig.ring().slots())
                .description("Slots of each ring.")
                .register(exposure.registry());
        if (config.enabled()) {
            KafkaStreamsMetrics kafka = new KafkaStreamsMetrics(guard.kafka());
            kafka.bindTo(exposure.registry());
            exposure.own(kafka);
            exposure.own(BacklogWatch.start(
                    BacklogReader.open(guardConfig, guard), health, exposure.registry(), config.check()));
        }
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
