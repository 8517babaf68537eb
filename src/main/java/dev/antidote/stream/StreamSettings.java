package dev.antidote.stream;

import dev.antidote.config.ConfigException;
import dev.antidote.config.Durations;
import dev.antidote.config.GuardConfig;
import dev.antidote.config.StreamConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The properties of Kafka Streams, lowest precedence first: Antidote's defaults; the {@code kafka} map of the configuration; and
 * what exactly-once needs or what has a key of its own. To name one of the last in the {@code kafka} map is an error.
 */
public final class StreamSettings {
    private static final List<String> PREFIXES =
            List.of("consumer.", "main.consumer.", "restore.consumer.", "producer.", "admin.");
    private static final String CLASSIC = "classic";
    private static final long CACHE_BYTES_PER_THREAD = 10L << 20;
    private static final int PRODUCER_BATCH = 256 << 10;
    private static final long PRODUCER_BUFFER = 32L << 20;
    private static final int MOST_POLLED = 128;
    private static final int WAITS = 4; // for the registry, a slot, the registry again, and the batcher
    private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5); // Kafka's default

    /** What may not stand in the {@code kafka} map, and why. */
    private static final Map<String, String> FIXED = Map.of(
            "application.id", "is set by applicationId",
            "num.stream.threads", "is set by stream.threads",
            "commit.interval.ms", "is set by stream.commitInterval",
            "poll.ms", "is set by stream.poll",
            "session.timeout.ms", "is set by stream.sessionTimeout",
            "transaction.timeout.ms", "is set by stream.transactionTimeout",
            "processing.guarantee", "is always exactly_once_v2: nothing else keeps records from being lost or doubled",
            "isolation.level", "is always read_committed: exactly-once needs it",
            "processing.exception.handler", "would drop what fails: the guard writes dead letters itself",
            "production.exception.handler", "would ignore what was not written, and lose it");

    private StreamSettings() {}

    /**
     * The properties of this configuration.
     *
     * @throws ConfigException if the {@code kafka} map names what is fixed, or the ring may wait longer than Kafka does
     */
    public static Properties of(GuardConfig config, Path stateDirectory) {
        refuseFixed(config.kafka());
        refuseLongWaits(config);
        Map<String, String> settings = defaults(config, stateDirectory);
        settings.putAll(config.kafka());
        settings.putAll(fixed(config));
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    private static Map<String, String> defaults(GuardConfig config, Path stateDirectory) {
        StreamConfig stream = config.stream();
        long largest = 2 * config.requests().maxRecord().bytes() + (64 << 10); // a flagged sample repeats the text
        Map<String, String> settings = new TreeMap<>();
        settings.put("state.dir", stateDirectory.toString());
        settings.put("statestore.cache.max.bytes", String.valueOf(CACHE_BYTES_PER_THREAD * stream.threads()));
        settings.put("consumer.auto.offset.reset", "earliest");
        // A thread ends only when it has processed what it polled: Kafka's 1000 would take minutes with a slow model.
        settings.put(
                "consumer.max.poll.records",
                String.valueOf(Math.min(MOST_POLLED, config.ring().slots())));
        // Requests and probes need not be in the order of their times, and Kafka's 0 makes a task ask before each
        // record
        // whether the partition that has none might get one.
        settings.put("max.task.idle.ms", "-1");
        settings.put("producer.max.request.size", String.valueOf(Math.max(1 << 20, largest)));
        // Each commit begins a new producer epoch, and its first batch for a partition must arrive before the second:
        // several in flight would be refused and retried, at a hundred milliseconds each. Large batches make up for it.
        settings.put("producer.max.in.flight.requests.per.connection", "1");
        settings.put("producer.batch.size", String.valueOf(PRODUCER_BATCH));
        settings.put("producer.buffer.memory", String.valueOf(Math.max(PRODUCER_BUFFER, 4 * largest)));
        settings.put("enable.metrics.push", "false");
        settings.put("processing.exception.handler.global.enabled", "true"); // no global store; Kafka warns otherwise
        return settings;
    }

    private static Map<String, String> fixed(GuardConfig config) {
        StreamConfig stream = config.stream();
        Map<String, String> settings = new TreeMap<>();
        settings.put("application.id", config.applicationId());
        settings.put("processing.guarantee", "exactly_once_v2");
        settings.put("num.stream.threads", String.valueOf(stream.threads()));
        settings.put("commit.interval.ms", millis(stream.commitInterval()));
        // Kafka's 100 ms would be a trap: punctuators, which drain the ring, do not run while poll blocks.
        settings.put("poll.ms", millis(stream.poll()));
        settings.put("producer.transaction.timeout.ms", millis(stream.transactionTimeout()));
        if (config.kafka().getOrDefault("group.protocol", CLASSIC).equals(CLASSIC)) { // otherwise the broker decides
            settings.put("consumer.session.timeout.ms", millis(stream.sessionTimeout()));
            settings.put(
                    "consumer.heartbeat.interval.ms",
                    millis(stream.sessionTimeout().dividedBy(6)));
        }
        return settings;
    }

    private static void refuseFixed(Map<String, String> kafka) {
        kafka.keySet().forEach(key -> {
            String reason = FIXED.get(withoutPrefix(key));
            if (reason != null) {
                throw new ConfigException("kafka." + key + ": " + reason + "; take it out of the kafka section");
            }
        });
    }

    private static void refuseLongWaits(GuardConfig config) {
        Duration poll = config.kafka().entrySet().stream()
                .filter(entry -> withoutPrefix(entry.getKey()).equals("max.poll.interval.ms"))
                .map(entry -> duration(entry.getKey(), entry.getValue()))
                .min(Duration::compareTo)
                .orElse(MAX_POLL_INTERVAL);
        if (config.ring().timeout().multipliedBy(WAITS).compareTo(poll) >= 0) {
            throw new ConfigException(
                    "ring.timeout: " + Durations.format(config.ring().timeout())
                            + " is too long: a record may wait " + WAITS
                            + " times as long in all, and Kafka takes a thread for dead after "
                            + Durations.format(poll) + "; lower it, or raise kafka.max.poll.interval.ms");
        }
    }

    private static Duration duration(String key, String millis) {
        try {
            return Duration.ofMillis(Long.parseLong(millis.strip()));
        } catch (NumberFormatException e) {
            throw new ConfigException("kafka." + key + ": '" + millis + "' is not a number of milliseconds", e);
        }
    }

    private static String withoutPrefix(String key) {
        return PREFIXES.stream()
                .filter(key::startsWith)
                .findFirst()
                .map(prefix -> key.substring(prefix.length()))
                .orElse(key);
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}
