package dev.antidote.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.antidote.config.GuardConfig;
import dev.antidote.config.TelemetryConfig;
import dev.antidote.stream.BacklogReader;
import dev.antidote.stream.GuardModel;
import dev.antidote.stream.GuardStreams;
import dev.antidote.stream.GuardTelemetry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metrics and health of one guard. Begin it before anything else, so that what takes long can be watched; tell it of the bundle
 * and of Kafka Streams as they come. Without a port it costs next to nothing and asks the broker nothing. Thread-safe.
 */
public final class Telemetry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_TEXT = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final Duration LEAST_SILENCE = Duration.ofSeconds(5);

    private final TelemetryConfig config;
    private final ObjectMapper json = new ObjectMapper();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Health health;
    private final BundleMeters bundles;
    private final RateMeters rates;
    private final GuardTelemetry observers;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>(); // under this; the last is closed first
    private final Optional<InetSocketAddress> address;

    private Telemetry(TelemetryConfig config, Clock clock) {
        this.config = config;
        health = new Health(clock, new Health.Limits(config.stall(), silence(config)));
        bundles = new BundleMeters(registry);
        rates = new RateMeters(registry);
        observers =
                new GuardTelemetry(new GuardMeters(registry, bundles, rates, this::serving), new BatchMeters(registry));
        gauge("antidote.live", "1 while the guard is alive, see /health/live.", () -> health.live()
                .up());
        gauge("antidote.ready", "1 while the guard is ready, see /health/ready.", () -> health.ready()
                .up());
        bindProcess();
        address = config.enabled() ? Optional.of(open()) : Optional.empty();
    }

    /** Broker answers come every {@code check} and may take a while themselves. */
    private static Duration silence(TelemetryConfig config) {
        Duration three = config.check().multipliedBy(3);
        return three.compareTo(LEAST_SILENCE) < 0 ? LEAST_SILENCE : three;
    }

    /**
     * Opens the port, unless that is switched off.
     *
     * @throws dev.antidote.config.ConfigException if the port cannot be opened
     */
    public static Telemetry start(TelemetryConfig config, Clock clock) {
        return new Telemetry(config, clock);
    }

    /** Where the port is; empty if it is switched off. */
    public Optional<InetSocketAddress> address() {
        return address;
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
        health.started(guard::state);
        Gauge.builder("antidote.ring.slots", () -> guardConfig.ring().slots())
                .description("Slots of each ring.")
                .register(registry);
        if (config.enabled()) {
            KafkaStreamsMetrics kafka = new KafkaStreamsMetrics(guard.kafka());
            kafka.bindTo(registry);
            own(kafka);
            own(BacklogWatch.start(BacklogReader.open(guardConfig, guard), health, registry, config.check()));
        }
    }

    /** What /metrics says, in Prometheus' text format. */
    String scrape() {
        return registry.scrape(TEXT);
    }

    private InetSocketAddress open() {
        Map<String, TelemetryServer.Page> pages = Map.of(
                "/metrics", this::metrics,
                "/health/live", accept -> answer(health.live()),
                "/health/ready", accept -> answer(health.ready()));
        TelemetryServer server = TelemetryServer.open(config, pages);
        own(server);
        return server.address();
    }

    private TelemetryServer.Answer metrics(String accept) {
        String type = accept.contains(OPEN_METRICS) ? OPEN_METRICS_TEXT : TEXT;
        return new TelemetryServer.Answer(200, type, registry.scrape(type));
    }

    private TelemetryServer.Answer answer(HealthReport report) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status(report.up()));
        body.put(
                "checks",
                report.checks().stream()
                        .map(check -> Map.of("name", check.name(), "status", status(check.up()), "why", check.why()))
                        .map(TreeMap::new)
                        .toList());
        try {
            return new TelemetryServer.Answer(
                    report.up() ? 200 : 503, "application/json", json.writeValueAsString(body) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a health report that is no JSON", e);
        }
    }

    private static String status(boolean up) {
        return up ? "UP" : "DOWN";
    }

    private void bindProcess() {
        JvmGcMetrics collections = new JvmGcMetrics();
        own(collections);
        List.of(
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        collections,
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
    }

    private void gauge(String name, String what, BooleanSupplier up) {
        Gauge.builder(name, () -> up.getAsBoolean() ? 1 : 0).description(what).register(registry);
    }

    private synchronized void own(AutoCloseable part) {
        parts.push(part);
    }

    /** Closes the port and stops watching. Idempotent. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) { // the others must be closed too
                LOG.warn("A part of the telemetry could not be closed", e);
            }
        }
        registry.close();
    }
}
