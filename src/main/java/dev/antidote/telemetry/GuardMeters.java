package dev.antidote.telemetry;

import dev.antidote.p2p.Judgement;
import dev.antidote.stream.GuardObserver;
import dev.antidote.stream.Judged;
import dev.antidote.stream.LetterCause;
import dev.antidote.stream.RecordKind;
import dev.antidote.wire.avro.FlagReason;
import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Measure;
import dev.antidote.wire.avro.VerdictStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Counts what the guard does with records. What is counted comes before the commit, so after a crash some of it is counted twice;
 * topics tell the exact truth. Thread-safe.
 */
final class GuardMeters implements GuardObserver {
    private final PrometheusMeterRegistry registry;
    private final BundleMeters bundles;
    private final Consumer<String> serving;
    private final RateMeters rates;
    private final Counter requests;
    private final Counter probes;
    private final MeterProvider<Counter> verdicts;
    private final MeterProvider<Counter> outcomes;
    private final MeterProvider<Counter> flags;
    private final MeterProvider<Counter> letters;
    private final Histogram leakage;
    private final Histogram confidence;
    private final Histogram margin;
    private final Histogram ablation;
    private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();

    /** {@code serving} is told which bundle has taken over. */
    GuardMeters(PrometheusMeterRegistry registry, BundleMeters bundles, RateMeters rates, Consumer<String> serving) {
        this.registry = registry;
        this.bundles = bundles;
        this.serving = serving;
        this.rates = rates;
        requests = total("antidote.requests", "Records of the requests topic taken in, whatever became of them.");
        probes = total("antidote.probes", "Records of the probes topic taken in, whatever became of them.");
        verdicts = counter("antidote.verdicts", "Requests answered, by status and by the label given.");
        outcomes = counter("antidote.probe.outcomes", "Probes judged, by whether they got the attacker's label.");
        flags = counter("antidote.flags", "Requests flagged, by reason; one request may have several.");
        letters = counter("antidote.dead.letters", "Records that could not be judged, by the kind of reason.");
        leakage = shares("antidote_leakage_ratio", "Softmax mass on the base space of each judged request.");
        confidence = shares("antidote_confidence_ratio", "Softmax mass of the label of each judged request.");
        margin = shares("antidote_margin_ratio", "Confidence minus that of the runner-up, of each judged request.");
        ablation = shares(
                "antidote_ablation_ratio",
                "How much surer of a sampled request the answer without the prompt is, in log odds; 0.5 is as sure.");
        beginAtZero();
    }

    /** A rate over a series that appears with its first event misses that event; and a missing series raises no alert. */
    private void beginAtZero() {
        verdicts.withTags("status", Words.of(VerdictStatus.REFUSED), "label", Words.NONE);
        verdicts.withTags("status", Words.of(VerdictStatus.BYPASSED), "label", Words.NONE);
        for (LetterCause cause : LetterCause.values()) {
            letters.withTag("reason", Words.of(cause));
        }
        for (FlagReason reason : FlagReason.values()) {
            if (reason != FlagReason.UNKNOWN) { // stands for what other versions write
                flags.withTag("reason", Words.of(reason));
            }
        }
        outcomes.withTag("attack", outcome(true));
        outcomes.withTag("attack", outcome(false));
    }

    @Override
    public void received(RecordKind kind) {
        switch (kind) {
            case REQUEST -> requests.increment();
            case PROBE -> probes.increment();
        }
    }

    @Override
    public void judged(Judged judged) {
        Judgement judgement = judged.judgement();
        String label = judged.model().labels().names().get(judgement.label());
        verdicts.withTags("status", Words.of(VerdictStatus.JUDGED), "label", label)
                .increment();
        leakage.observe(judgement.leakage());
        confidence.observe(judgement.confidence());
        margin.observe(judgement.margin());
    }

    @Override
    public void probed(Judgement judgement, boolean attackSucceeded) {
        outcomes.withTag("attack", outcome(attackSucceeded)).increment();
    }

    @Override
    public void unjudged(VerdictStatus status) {
        verdicts.withTags("status", Words.of(status), "label", Words.NONE).increment();
    }

    @Override
    public void flagged(FlagReason reason) {
        flags.withTag("reason", Words.of(reason)).increment();
    }

    @Override
    public void ablated(double signal) {
        ablation.observe(signal);
    }

    @Override
    public void measured(LiveRate rate) {
        rates.measured(rate);
    }

    @Override
    public void late(Measure measure, long count) {
        rates.late(measure, count);
    }

    @Override
    public void swapped(String from, String to) {
        bundles.swapped();
        serving.accept(to);
    }

    @Override
    public void swapRefused(String kind, String reason) {
        bundles.refused(kind);
    }

    @Override
    public void deadLettered(Throwable reason) {
        letters.withTag("reason", Words.of(LetterCause.of(reason))).increment();
    }

    @Override
    public void inFlight(String task, int records) {
        inFlight.computeIfAbsent(task, this::ring).set(records);
    }

    private AtomicInteger ring(String task) {
        AtomicInteger records = new AtomicInteger();
        Gauge.builder("antidote.in.flight", records, AtomicInteger::get)
                .baseUnit(Units.RECORDS)
                .tag("task", task)
                .description("Records in the ring of a task, which has antidote_ring_slots of them.")
                .strongReference(true)
                .register(registry);
        return records;
    }

    private Counter total(String name, String what) {
        return Counter.builder(name).description(what).register(registry);
    }

    private MeterProvider<Counter> counter(String name, String what) {
        return Counter.builder(name).description(what).withRegistry(registry);
    }

    /** Prometheus' own histogram: those of Micrometer round up to whole numbers before they look for the bucket. */
    private Histogram shares(String name, String what) {
        return Histogram.builder()
                .name(name)
                .help(what)
                .classicOnly()
                .classicUpperBounds(Units.SHARES)
                .register(registry.getPrometheusRegistry());
    }

    private static String outcome(boolean succeeded) {
        return succeeded ? "succeeded" : "failed";
    }
}
