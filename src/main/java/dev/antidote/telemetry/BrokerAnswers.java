package dev.antidote.telemetry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a broker has answered lately, and if not, why. Not thread-safe. */
final class BrokerAnswers {
    private final Clock clock;
    private final Duration patience;
    private @Nullable Instant answered; // null until a broker has answered
    private String silence = ""; // why the last answer failed to come

    /** {@code patience} is how long ago the last answer may be. */
    BrokerAnswers(Clock clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    void came() {
        answered = clock.instant();
    }

    void failed(String reason) {
        silence = reason;
    }

    /** Up if an answer came lately. */
    HealthReport.Check check() {
        if (answered == null) {
            return new HealthReport.Check("broker", false, "no Kafka broker has answered yet" + because());
        }
        Duration ago = Duration.between(answered, clock.instant());
        if (ago.compareTo(patience) > 0) {
            return new HealthReport.Check(
                    "broker", false, "no Kafka broker has answered for " + ago.toSeconds() + "s" + because());
        }
        return new HealthReport.Check("broker", true, "a Kafka broker answered " + ago.toSeconds() + "s ago");
    }

    private String because() {
        return silence.isEmpty() ? "" : ": " + silence;
    }
}
