package dev.antidote.config;

import java.time.Duration;

/**
 * Metrics and health over HTTP.
 *
 * @param enabled whether the port is opened
 * @param host the address that it is opened on; {@code 0.0.0.0} for all of this machine
 * @param port 0..65535; 0 takes any that is free
 * @param check how often the broker is asked how far the guard is behind, 100ms..1m
 * @param stall after how long without progress, while the lag grows, the guard counts as dead, 1s..1h and at least twice {@code
 *     check}
 */
public record TelemetryConfig(boolean enabled, String host, int port, Duration check, Duration stall) {
    /** What is not configured. */
    public static final TelemetryConfig DEFAULTS =
            new TelemetryConfig(true, "0.0.0.0", 9464, Duration.ofSeconds(5), Duration.ofMinutes(2));

    public TelemetryConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host: is blank");
        }
        Checks.between("port", port, 0, 65535);
        Checks.between("check", check, Duration.ofMillis(100), Duration.ofMinutes(1));
        Checks.between("stall", stall, Duration.ofSeconds(1), Duration.ofHours(1));
        if (stall.compareTo(check.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("stall: " + Durations.format(stall) + " is less than twice check, "
                    + Durations.format(check) + ": one look cannot tell");
        }
    }

    static TelemetryConfig read(Section section) {
        boolean enabled = section.flag("enabled", DEFAULTS.enabled);
        String host = section.text("host", DEFAULTS.host);
        int port = section.integer("port", DEFAULTS.port);
        Duration check = section.duration("check", DEFAULTS.check);
        Duration stall = section.duration("stall", DEFAULTS.stall);
        return section.build(() -> new TelemetryConfig(enabled, host, port, check, stall));
    }
}
