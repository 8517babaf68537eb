package dev.antidote.telemetry;

/** Answers the two questions of whoever runs a process. Thread-safe. */
interface HealthSource {
    /** Whether a restart would not help: down if it would. */
    HealthReport live();

    /** Whether it does what it is there for. */
    HealthReport ready();
}
