package dev.antidote.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How records are gathered into batches.
 *
 * @param tokenBudget the most padded tokens (records times the longest of them) in a batch, 1..16777216; a record longer than this
 *     goes alone
 * @param maxBatch the most records in a batch, 1..4096
 * @param maxWait how long a record may wait, from its arrival, for others to share its batch, 0..10s
 * @param queueCapacity the most records that wait, 1..1048576; who submits more is held back
 * @param workers how many batches run at once, 0..64; 0 stands for one a thread of the engine, at most {@value #MOST_BY_DEFAULT}
 * @param deadline after how long, from its arrival, a record that was not run is given up, 100ms..1h and above {@code maxWait};
 *     empty for never
 */
public record BatcherConfig(
        int tokenBudget, int maxBatch, Duration maxWait, int queueCapacity, int workers, Optional<Duration> deadline) {
    /** More at once would need more waiting records than the rings hold by default. */
    public static final int MOST_BY_DEFAULT = 8;

    /** What is not configured. */
    public static final BatcherConfig DEFAULTS =
            new BatcherConfig(8192, 64, Duration.ofMillis(5), 16384, 0, Optional.empty());

    public BatcherConfig {
        Checks.between("tokenBudget", tokenBudget, 1, 1 << 24);
        Checks.between("maxBatch", maxBatch, 1, 4096);
        Checks.between("maxWait", maxWait, Duration.ZERO, Duration.ofSeconds(10));
        Checks.between("queueCapacity", queueCapacity, 1, 1 << 20);
        Checks.between("workers", workers, 0, 64);
        deadline.ifPresent(given -> Checks.between("deadline", given, Duration.ofMillis(100), Duration.ofHours(1)));
        if (deadline.isPresent() && deadline.get().compareTo(maxWait) <= 0) {
            throw new IllegalArgumentException("deadline: " + Durations.format(deadline.get())
                    + " does not exceed maxWait, " + Durations.format(maxWait));
        }
    }

    /** The same with the number of workers decided, for an engine of so many threads, at least 1. */
    public BatcherConfig forEngine(int threads) {
        int decided = workers == 0 ? Math.min(MOST_BY_DEFAULT, threads) : workers;
        return new BatcherConfig(tokenBudget, maxBatch, maxWait, queueCapacity, decided, deadline);
    }

    static BatcherConfig read(Section section) {
        int tokenBudget = section.integer("tokenBudget", DEFAULTS.tokenBudget);
        int maxBatch = section.integer("maxBatch", DEFAULTS.maxBatch);
        Duration maxWait = section.duration("maxWait", DEFAULTS.maxWait);
        int queueCapacity = section.integer("queueCapacity", DEFAULTS.queueCapacity);
        int workers = section.integer("workers", DEFAULTS.workers);
        Optional<Duration> deadline = section.duration("deadline");
        return section.build(() -> new BatcherConfig(tokenBudget, maxBatch, maxWait, queueCapacity, workers, deadline));
    }
}
