package dev.antidote.telemetry;

import dev.antidote.config.TelemetryConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Metrics and health of a retraining. Without a port it costs next to nothing. Thread-safe. */
public final class RetrainTelemetry implements AutoCloseable {
    private static final String FAILED = "failed";
    private static final String NOTHING = "nothing";

    /** What a try can come to. */
    private static final List<String> OUTCOMES = List.of("released", "accepted", "refused", NOTHING, FAILED);

    private final Clock clock;
    private final RetrainHealth health = new RetrainHealth();
    private final Exposure exposure;
    private final MeterProvider<Counter> runs;
    private final Timer time;
    private final AtomicLong reviewed = new AtomicLong();
    private final Moment ended;
    private final MeterProvider<Counter> shut;
    private volatile String last = ""; // one of the outcomes; empty before the first
    private volatile Instant begun;
    private volatile double cleanAccuracy;
    private volatile double excess;
    private @Nullable Gauge accuracy; // under this; null before anything was measured

    private RetrainTelemetry(TelemetryConfig config, Clock clock, Set<String> gates) {
        this.clock = clock;
        begun = clock.instant();
        exposure = new Exposure(TelemetryServer.Place.of(config, "retrainPort", config.retrainPort()), health);
        MeterRegistry registry = exposure.registry();
        runs = Counter.builder("antidote.retrain.runs")
                .description("Tries to retrain that came to an end, by what became of them.")
                .withRegistry(registry);
        time = Timer.builder("antidote.retrain.run")
                .description("How long runs took in this process, from their begin or from where they went on.")
                .serviceLevelObjectives(Units.longTimes())
                .register(registry);
        Gauge.builder("antidote.retrain.reviewed", reviewed, AtomicLong::get)
                .baseUnit(Units.SAMPLES)
                .description("Samples reviewed since the last run, when that was last looked at.")
                .strongReference(true)
                .register(registry);
        ended = new Moment(registry, "antidote.retrain.end", "When the last try came to an end, since the epoch.");
        shut = Counter.builder("antidote.retrain.gates.shut")
                .description("Candidates that this gate was shut for, by the gate's key.")
                .withRegistry(registry);
        gates.forEach(gate -> shut.withTag("gate", gate));
        OUTCOMES.forEach(this::outcome);
    }

    private void outcome(String word) {
        runs.withTag("outcome", word);
        Gauge.builder("antidote.retrain.last.outcome", () -> last.equals(word) ? 1 : 0)
                .tag("outcome", word)
                .description("1 for what the last try came to, 0 for the others.")
                .register(exposure.registry());
    }

    /**
     * Opens the port, unless that is switched off.
     *
     * @param gates the key of every gate
     * @throws dev.antidote.config.ConfigException if the port cannot be opened
     */
    public static RetrainTelemetry start(TelemetryConfig config, Clock clock, Set<String> gates) {
        return new RetrainTelemetry(config, clock, gates);
    }

    /** Where the port is; empty if it is switched off. */
    public Optional<InetSocketAddress> address() {
        return exposure.address();
    }

    /** So many samples were reviewed since the last run. */
    public void reviewed(long samples) {
        reviewed.set(samples);
    }

    /** A run begins, or goes on. */
    public void began(int run) {
        begun = clock.instant();
        reviewed.set(0); // the run has them
        health.does("is at run " + run + " since " + begun);
    }

    /**
     * A candidate was measured.
     *
     * @param candidate its clean accuracy, 0..1
     * @param worst what the worst attack that counts adds to its floor, -1..1
     */
    public synchronized void measured(double candidate, double worst) {
        cleanAccuracy = candidate;
        excess = worst;
        if (accuracy == null) {
            accuracy = ratio(
                    "antidote.retrain.candidate.clean.accuracy",
                    "Clean accuracy of the last candidate.",
                    () -> cleanAccuracy);
            ratio(
                    "antidote.retrain.candidate.excess",
                    "By how much the worst attack on the last candidate is above its floor.",
                    () -> excess);
        }
    }

    private Gauge ratio(String name, String what, Supplier<Number> value) {
        return Gauge.builder(name, value)
                .baseUnit(Units.RATIO)
                .description(what)
                .register(exposure.registry());
    }

    /** A gate was shut for a candidate. */
    public void shut(String gate) {
        shut.withTag("gate", gate).increment();
    }

    /** A run came to its end. */
    public void ended(String outcome) {
        time.record(Duration.between(begun, clock.instant()));
        over(outcome, "");
    }

    /** There was nothing to do. */
    public void idle() {
        over(NOTHING, "");
    }

    /** A try failed, for this reason, and another will come. */
    public void failed(String reason) {
        over(FAILED, reason);
    }

    private void over(String outcome, String failure) {
        Instant now = clock.instant();
        runs.withTag("outcome", outcome).increment();
        last = outcome;
        ended.is(now);
        health.failed(failure);
        health.does("waits for its next try; the last came to '" + outcome + "' at " + now);
    }

    /** What /metrics says, in Prometheus' text format. */
    String scrape() {
        return exposure.scrape();
    }

    /** Closes the port. Idempotent. */
    @Override
    public void close() {
        exposure.close();
    }
}
