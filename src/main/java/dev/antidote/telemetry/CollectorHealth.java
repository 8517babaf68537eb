package dev.antidote.telemetry;

import dev.antidote.config.Durations;
import dev.antidote.stream.Backlog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Whether a collector is alive and ready. <b>Alive</b> while its thread comes round: one that hangs in the store is mended by a
 * restart, an outage is not. <b>Ready</b> while nothing is away that it needs. Thread-safe.
 */
final class CollectorHealth implements HealthSource, BacklogListener {
    private final Clock clock;
    private final Health.Limits limits;
    private final BrokerAnswers broker; // under this
    private Instant turned; // under this
    private String waiting = ""; // under this; what it waits for, empty for nothing

    CollectorHealth(Clock clock, Health.Limits limits) {
        this.clock = clock;
        this.limits = limits;
        this.broker = new BrokerAnswers(clock, limits.silence());
        this.turned = clock.instant();
    }

    /** Its thread has come round. */
    synchronized void turned() {
        turned = clock.instant();
    }

    /** It waits for this; empty for nothing any more. */
    synchronized void waiting(String reason) {
        waiting = reason;
    }

    @Override
    public synchronized void observed(Backlog backlog) {
        broker.came();
    }

    @Override
    public synchronized void unobserved(String reason) {
        broker.failed(reason);
    }

    @Override
    public synchronized HealthReport live() {
        return new HealthReport(List.of(progress()));
    }

    @Override
    public synchronized HealthReport ready() {
        HealthReport.Check outage = waiting.isEmpty()
                ? new HealthReport.Check("intake", true, "what comes is taken in")
                : new HealthReport.Check("intake", false, waiting);
        return new HealthReport(List.of(outage, broker.check(), progress()));
    }

    private HealthReport.Check progress() {
        Duration ago = Duration.between(turned, clock.instant());
        boolean up = ago.compareTo(limits.stall()) < 0;
        return new HealthReport.Check(
                "progress",
                up,
                up
                        ? "the collector came round " + ago.toSeconds() + "s ago"
                        : "the collector has not come round for " + ago.toSeconds() + "s, telemetry.stall allows "
                                + Durations.format(limits.stall()));
    }
}
