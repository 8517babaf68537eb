package dev.antidote.telemetry;

import java.util.List;

/**
 * Whether a retraining that tries again and again is alive and ready. <b>Alive</b> while it answers: a training may take hours, so
 * nothing can be told from how long it takes. <b>Ready</b> unless its last try failed, for what it could not reach. Thread-safe.
 */
final class RetrainHealth implements HealthSource {
    private String doing = "has not begun"; // under this
    private String failure = ""; // under this; of the last try, empty where it came to its end

    /** What it does now, after "it". */
    synchronized void does(String what) {
        doing = what;
    }

    /** Why the last try failed; empty where it did not. */
    synchronized void failed(String reason) {
        failure = reason;
    }

    @Override
    public synchronized HealthReport live() {
        return new HealthReport(List.of(process()));
    }

    @Override
    public synchronized HealthReport ready() {
        HealthReport.Check last = failure.isEmpty()
                ? new HealthReport.Check("try", true, "the last try did not fail")
                : new HealthReport.Check("try", false, "the last try failed: " + failure);
        return new HealthReport(List.of(process(), last));
    }

    private HealthReport.Check process() {
        return new HealthReport.Check("process", true, "it " + doing);
    }
}
