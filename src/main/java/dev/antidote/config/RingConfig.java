package dev.antidote.config;

import java.time.Duration;

/**
 * The in-flight ring of each task.
 *
 * @param slots how many records of one partition may be in flight, 1..65536; all partitions together should hold ten
 *     batches, so that batches of like lengths can be chosen
 * @param timeout how long a full ring waits for its oldest record before the task is given up and tried anew, 1s..10m; must stay
 *     below Kafka's {@code max.poll.interval.ms}
 */
public record RingConfig(int slots, Duration timeout) {
    /** What is not configured. */
    public static final RingConfig DEFAULTS = new RingConfig(1024, Duration.ofSeconds(60));

    public RingConfig {
        Checks.between("slots", slots, 1, 1 << 16);
        Checks.between("timeout", timeout, Duration.ofSeconds(1), Duration.ofMinutes(10));
    }

    static RingConfig read(Section section) {
        int slots = section.integer("slots", DEFAULTS.slots);
        Duration timeout = section.duration("timeout", DEFAULTS.timeout);
        return section.build(() -> new RingConfig(slots, timeout));
    }
}
