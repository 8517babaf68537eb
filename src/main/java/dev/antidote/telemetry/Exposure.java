package dev.antidote.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process of any command shows: a registry of its own with the meters of the process, its health, and the port with the pages
 * of both. Owns whatever must end with it. Thread-safe.
 */
final class Exposure implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Exposure.class);
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_TEXT = OPEN_METRICS + "; version=1.0.0; charset=utf-8";

    private final ObjectMapper json = new ObjectMapper();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HealthSource health;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>(); // under this; the last is closed first
    private final Optional<InetSocketAddress> address;

    /**
     * Opens the port.
     *
     * @param place where; empty for no port
     * @throws dev.antidote.config.ConfigException if the port cannot be opened
     */
    Exposure(Optional<TelemetryServer.Place> place, HealthSource health) {
        this.health = health;
        gauge("antidote.live", "1 while this process is alive, see /health/live.", health::live);
        gauge("antidote.ready", "1 while this process is ready, see /health/ready.", health::ready);
        bindProcess();
        address = place.map(this::open);
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Where the port is; empty if there is none. */
    Optional<InetSocketAddress> address() {
        return address;
    }

    /** What /metrics says, in Prometheus' text format. */
    String scrape() {
        return registry.scrape(TEXT);
    }

    /** Closes this part at the end. */
    synchronized void own(AutoCloseable part) {
        parts.push(part);
    }

    private InetSocketAddress open(TelemetryServer.Place place) {
        Map<String, TelemetryServer.Page> pages = Map.of(
                "/metrics", this::metrics,
                "/health/live", accept -> answer(health.live()),
                "/health/ready", accept -> answer(health.ready()));
        TelemetryServer server = TelemetryServer.open(place, pages);
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

    private void gauge(String name, String what, Supplier<HealthReport> report) {
        Gauge.builder(name, () -> report.get().up() ? 1 : 0).description(what).register(registry);
    }

    /** Closes the port and everything that is owned. Idempotent. */
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
