package dev.antidote.telemetry;

import java.util.List;

/**
 * An answer to a health question, with everything that led to it.
 *
 * @param checks all of them, in a fixed order
 */
record HealthReport(List<Check> checks) {
    /**
     * One condition.
     *
     * @param name what is looked at
     * @param up whether it is as it should be
     * @param why one line: what was found, and what it means
     */
    record Check(String name, boolean up, String why) {}

    HealthReport {
        checks = List.copyOf(checks);
    }

    /** Whether every condition holds. */
    boolean up() {
        return checks.stream().allMatch(Check::up);
    }
}
