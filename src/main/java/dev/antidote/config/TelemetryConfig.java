package dev.antidote.config;

import java.time.Duration;

/**
 * Metrics and health over HTTP.
 *
 * @param enabled whether the port is opened
 * @param host the address that it is opened on; {@code 0.0.0.0} for all of this machine
 * @param port of {@code antidote serve}, 0..65535; 0 takes any that is free
 * @param collectorPort of {@code antidote collect}, the same way
 * @param retrainPort of {@code antidote retrain --every}, the same way
 * @param check how often the broker is asked how far this process is behind, 100ms..1m
 * @param stall after how long without progress a process counts as dead, 1s..1h and at least twice {@code check}
 */
public record TelemetryConfig(
        boolean enabled, String host, int port, int collectorPort, int retrainPort, Duration check, Duration stall) {
    /** What is not configured. */
    public static final TelemetryConfig DEFAULTS =
            new TelemetryConfig(true, "0.0.0.0", 9464, 9465, 9466, Duration.ofSeconds(5), Duration.ofMinutes(2));

    private static final int MOST_PORT = 65535;

    public TelemetryConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host: is blank");
        }
        Checks.between("port", port, 0, MOST_PORT);
        Checks.between("collectorPort", collectorPort, 0, MOST_PORT);
        Checks.between("retrainPort", retrainPort, 0, MOST_PORT);
        Checks.between("check", check, Duration.ofMillis(100), Duration.ofMinutes(1));
        Checks.between("stall", stall, Duration.ofSeconds(1), Duration.ofHours(1));
        if (stall.compareTo(check.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("stall: " + Durations.format(stall) + " is less than twice check, "
                    + Durations.format(check) + ": one look cannot tell");
        }
    }

    /** The same without a port, for a process that is soon over. */
    public TelemetryConfig off() {
        return new TelemetryConfig(false, host, port, collectorPort, retrainPort, check, stall);
    }

    static TelemetryConfig read(Section section) {
        boolean enabled = section.flag("enabled", DEFAULTS.enabled);
        String host = section.text("host", DEFAULTS.host);
        int port = section.integer("port", DEFAULTS.port);
        int collectorPort = section.integer("collectorPort", DEFAULTS.collectorPort);
        int retrainPort = section.integer("retrainPort", DEFAULTS.retrainPort);
        Duration check = section.duration("check", DEFAULTS.check);
        Duration stall = section.duration("stall", DEFAULTS.stall);
        return section.build(() -> new TelemetryConfig(enabled, host, port, collectorPort, retrainPort, check, stall));
    }
}
