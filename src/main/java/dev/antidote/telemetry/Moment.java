package dev.antidote.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When something last happened, in seconds since the epoch; no meter before it happened once. Thread-safe. */
final class Moment {
    private static final double MILLIS = 1e-3;

    private final MeterRegistry registry;
    private final String name;
    private final String what;
    private @Nullable Gauge gauge; // under this
    private volatile Instant last = Instant.EPOCH;

    Moment(MeterRegistry registry, String name, String what) {
        this.registry = registry;
        this.name = name;
        this.what = what;
    }

    /** It happened. */
    synchronized void is(Instant now) {
        last = now;
        if (gauge == null) {
            gauge = Gauge.builder(name, () -> last.toEpochMilli() * MILLIS)
                    .baseUnit(Units.SECONDS)
                    .description(what)
                    .register(registry);
        }
    }
}
