package dev.antidote.config;

import java.time.Duration;

/**
 * How the topology runs on Kafka.
 *
 * @param threads stream threads of this process, 1..256
 * @param commitInterval how often results are committed, 5ms..30s; what a read_committed reader waits for most
 * @param poll the longest sleep of a stream thread while results may be ready, 1ms..100ms
 * @param sessionTimeout after how long a silent process is taken for dead, 1s..5m; brokers refuse less than their
 *     {@code group.min.session.timeout.ms}, 6s unless configured
 * @param transactionTimeout after how long the broker aborts what a dead process left open, 1s..15m; must exceed
 *     {@code commitInterval}
 * @param brokerTimeout how long to look for the broker before starting fails, 1s..5m
 * @param closeTimeout how long an orderly end may take, 1s..10m
 */
public record StreamConfig(
        int threads,
        Duration commitInterval,
        Duration poll,
        Duration sessionTimeout,
        Duration transactionTimeout,
        Duration brokerTimeout,
        Duration closeTimeout) {
    /** What is not configured. */
    public static final StreamConfig DEFAULTS = new StreamConfig(
            1,
            Duration.ofMillis(100),
            Duration.ofMillis(5),
            Duration.ofSeconds(6),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30));

    public StreamConfig {
        Duration second = Duration.ofSeconds(1);
        Checks.between("threads", threads, 1, 256);
        Checks.between("commitInterval", commitInterval, Duration.ofMillis(5), Duration.ofSeconds(30));
        Checks.between("poll", poll, Duration.ofMillis(1), Duration.ofMillis(100));
        Checks.between("sessionTimeout", sessionTimeout, second, Duration.ofMinutes(5));
        Checks.between("transactionTimeout", transactionTimeout, second, Duration.ofMinutes(15));
        Checks.between("brokerTimeout", brokerTimeout, second, Duration.ofMinutes(5));
        Checks.between("closeTimeout", closeTimeout, second, Duration.ofMinutes(10));
        if (transactionTimeout.compareTo(commitInterval) <= 0) {
            throw new IllegalArgumentException("transactionTimeout: " + Durations.format(transactionTimeout)
                    + " does not exceed commitInterval, " + Durations.format(commitInterval));
        }
    }

    static StreamConfig read(Section section) {
        int threads = section.integer("threads", DEFAULTS.threads);
        Duration commitInterval = section.duration("commitInterval", DEFAULTS.commitInterval);
        Duration poll = section.duration("poll", DEFAULTS.poll);
        Duration session = section.duration("sessionTimeout", DEFAULTS.sessionTimeout);
        Duration transaction = section.duration("transactionTimeout", DEFAULTS.transactionTimeout);
        Duration broker = section.duration("brokerTimeout", DEFAULTS.brokerTimeout);
        Duration close = section.duration("closeTimeout", DEFAULTS.closeTimeout);
        return section.build(
                () -> new StreamConfig(threads, commitInterval, poll, session, transaction, broker, close));
    }
}
