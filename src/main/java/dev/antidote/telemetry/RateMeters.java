package dev.antidote.telemetry;

import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Measure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last closed window of each live rate, with its bounds and its age. Families come from probes, so no more than {@value #MOST}
 * rates are kept. Only those of the bundle that serves: what a former one let through says nothing of it. Thread-safe.
 */
final class RateMeters {
    /** How many rates are kept; a bundle's probe pack has a handful of families and targets. */
    static final int MOST = 64;

    private static final Logger LOG = LoggerFactory.getLogger(RateMeters.class);

    private final MeterRegistry registry;
    private final MeterProvider<Counter> late;
    private final Map<Key, Rate> rates = new HashMap<>(); // under this
    private boolean full; // under this
    private String serving = ""; // under this

    private record Key(Measure measure, String family, String target) {}

    /** One rate with its meters; the last window may come from any thread. */
    private static final class Rate {
        private final List<Gauge> gauges = new ArrayList<>();
        private volatile LiveRate last;

        Rate(LiveRate first) {
            last = first;
        }
    }

    RateMeters(MeterRegistry registry) {
        this.registry = registry;
        late = Counter.builder("antidote.live.late")
                .baseUnit(Units.RECORDS)
                .description("Outcomes and requests that came after their window was closed, and are in no rate.")
                .withRegistry(registry);
    }

    synchronized void measured(LiveRate rate) {
        if (!rate.getBundle().equals(serving)) {
            return;
        }
        String target = rate.getTargetLabel() == null ? Words.NONE : rate.getTargetLabel();
        Key key = new Key(rate.getMeasure(), rate.getFamily(), target);
        Rate known = rates.get(key);
        if (known != null) {
            if (!rate.getWindowEnd().isBefore(known.last.getWindowEnd())) { // windows of several partitions may cross
                known.last = rate;
            }
        } else if (rates.size() < MOST) {
            rates.put(key, register(key, rate));
        } else if (!full) {
            full = true;
            LOG.warn("More than {} live rates: those of family '{}' and of others are no metrics", MOST, key.family());
        }
    }

    void late(Measure measure, long count) {
        late.withTag("measure", Words.of(measure)).increment((double) count);
    }

    /** This bundle serves from now on, and nothing was measured of it yet. */
    synchronized void serve(String bundle) {
        serving = bundle;
        rates.values().forEach(rate -> rate.gauges.forEach(registry::remove));
        rates.clear();
        full = false;
    }

    private Rate register(Key key, LiveRate first) {
        Rate rate = new Rate(first);
        Tags tags = Tags.of("measure", Words.of(key.measure()), "family", key.family(), "target", key.target());
        String of = " of the last closed window: of probes asr, floor and clean_accuracy, of requests the others.";
        gauge(rate, "antidote.live.rate", Units.RATIO, "The rate" + of, tags, LiveRate::getRate);
        gauge(rate, "antidote.live.rate.lower", Units.RATIO, "Lower 95% bound" + of, tags, LiveRate::getLower);
        gauge(rate, "antidote.live.rate.upper", Units.RATIO, "Upper 95% bound" + of, tags, LiveRate::getUpper);
        gauge(rate, "antidote.live.trials", null, "Trials" + of, tags, LiveRate::getTrials);
        gauge(
                rate,
                "antidote.live.window.end",
                Units.SECONDS,
                "When that window ended, since the epoch: a rate that is no longer measured grows old.",
                tags,
                last -> seconds(last.getWindowEnd()));
        return rate;
    }

    private void gauge(
            Rate rate, String name, @Nullable String unit, String what, Tags tags, ToDoubleFunction<LiveRate> value) {
        rate.gauges.add(Gauge.builder(name, rate, held -> value.applyAsDouble(held.last))
                .baseUnit(unit)
                .description(what)
                .tags(tags)
                .strongReference(true)
                .register(registry));
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1e3;
    }
}
