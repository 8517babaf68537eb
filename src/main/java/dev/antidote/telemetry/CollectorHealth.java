package dev.antidote.telemetry;

import dev.antidote.config.Durations;
import dev.antidote.stream.Backlog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Whether a collector is alive and ready. <b>Alive</b> while its thread comes round: one that hangs in the store is mended by a
 * restart, an outage is not. <b>Ready</b> once its group has taken it in, while nothing is away that it needs. Thread-safe.
 */
final class CollectorHealth implements HealthSource, BacklogListener {
    private final Clock clock;
    private final Health.Limits limits;
    private final BrokerAnswers broker; // under this
    private Instant turned; // under this
    private boolean joined; // under this
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

    /** Its group has taken it in. */
    synchronized void joined() {
        joined = true;
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
        return new HealthReport(List.of(intake(), broker.check(), progress()));
    }

    private HealthReport.Check intake() {
        if (!waiting.isEmpty()) {
            return new HealthReport.Check("intake", false, waiting);
        }
        return joined
                ? new HealthReport.Check("intake", true, "what comes is taken in")
                : new HealthReport.Check(
                        "intake",
                        false,
                        "the consumer group has not taken it in yet; a member that was killed is missed for the"
                                + " session timeout first");
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
