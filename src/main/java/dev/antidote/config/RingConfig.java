package dev.antidote.config;

import java.time.Duration;

/**
 * The in-flight ring of each task.
 *
 * @param slots how many records of one partition may be in flight, 1..65536; all partitions together should hold ten
 *     batches, so that batches of like lengths can be chosen
 * @param memory how many bytes of records of one partition may be in flight, 64KiB..4GiB; one more record is taken in below that, so
 *     a larger one is in flight alone
 * @param timeout how long a full ring waits for its oldest record before the task is given up and tried anew, 1s..10m; must stay
 *     below Kafka's {@code max.poll.interval.ms}
 */
public record RingConfig(int slots, ByteSize memory, Duration timeout) {
    /** What is not configured. */
    public static final RingConfig DEFAULTS = new RingConfig(2048, ByteSize.ofMebibytes(16), Duration.ofSeconds(60));

    public RingConfig {
        Checks.between("slots", slots, 1, 1 << 16);
        Checks.between("memory", memory, ByteSize.ofKibibytes(64), ByteSize.ofMebibytes(4096));
        Checks.between("timeout", timeout, Duration.ofSeconds(1), Duration.ofMinutes(10));
    }

    static RingConfig read(Section section) {
        int slots = section.integer("slots", DEFAULTS.slots);
        ByteSize memory = section.size("memory", DEFAULTS.memory);
        Duration timeout = section.duration("timeout", DEFAULTS.timeout);
        return section.build(() -> new RingConfig(slots, memory, timeout));
    }
}
