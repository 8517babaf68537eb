package dev.antidote.config;

import java.time.Duration;

/**
 * How live rates are counted: of probes the attack success rate and the clean accuracy, of requests the signals.
 *
 * @param window length of a window of event time, 1s..1d
 * @param grace how long after its end, by event time, a window stays open for what comes late, 0..1d
 * @param updates how often the rates so far of open windows are written as well, 0..1h; 0 for never: each window once
 */
public record AsrConfig(Duration window, Duration grace, Duration updates) {
    /** What is not configured. */
    public static final AsrConfig DEFAULTS =
            new AsrConfig(Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ZERO);

    public AsrConfig {
        Checks.between("window", window, Duration.ofSeconds(1), Duration.ofDays(1));
        Checks.between("grace", grace, Duration.ZERO, Duration.ofDays(1));
        Checks.between("updates", updates, Duration.ZERO, Duration.ofHours(1));
    }

    static AsrConfig read(Section section) {
        Duration window = section.duration("window", DEFAULTS.window);
        Duration grace = section.duration("grace", DEFAULTS.grace);
        Duration updates = section.duration("updates", DEFAULTS.updates);
        return section.build(() -> new AsrConfig(window, grace, updates));
    }
}
