package dev.antidote.wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How the registry is reached, under Confluent's configuration keys. The defaults of the timeouts are shorter than Confluent's 60
 * s: a stream thread that waits longer than {@code max.poll.interval.ms} is thrown out of its group.
 *
 * @param endpoints one or more addresses, tried in turn
 * @param connectTimeout {@value #CONNECT_TIMEOUT}, 5 s unless set
 * @param requestTimeout {@value #READ_TIMEOUT}, 10 s unless set: from sending the request to the last byte of the answer
 * @param retries {@value #MAX_RETRIES} (3), {@value #RETRY_WAIT} (200 ms) and {@value #RETRY_MAX_WAIT} (5 s)
 * @param normalize {@value #NORMALIZE}, false unless set
 * @param cacheCapacity {@value #CACHE_CAPACITY}, 1000 unless set
 * @param brief {@value #MISSING_TTL}, 5 s unless set: how long a missing schema id, and which version is newest, is believed
 */
record RegistrySettings(
        List<Endpoint> endpoints,
        Duration connectTimeout,
        Duration requestTimeout,
        RetryPolicy retries,
        boolean normalize,
        int cacheCapacity,
        Duration brief) {
    static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
    static final String READ_TIMEOUT = "http.read.timeout.ms";
    static final String MAX_RETRIES = "max.retries";
    static final String RETRY_WAIT = "retries.wait.ms";
    static final String RETRY_MAX_WAIT = "retries.max.wait.ms";
    static final String NORMALIZE = "normalize.schemas";
    static final String CACHE_CAPACITY = "max.schemas.per.subject";
    static final String MISSING_TTL = "missing.id.cache.ttl.sec";

    RegistrySettings {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException(EndpointList.URLS + ": names no address");
        }
    }

    /** Reads them from a configuration map; errors name key and value. */
    static RegistrySettings of(Map<String, ?> config) {
        Settings settings = new Settings(config);
        return new RegistrySettings(
                new EndpointList(settings).endpoints(),
                settings.millis(CONNECT_TIMEOUT, Duration.ofSeconds(5)),
                settings.millis(READ_TIMEOUT, Duration.ofSeconds(10)),
                retries(settings),
                settings.flag(NORMALIZE, false),
                settings.number(CACHE_CAPACITY, 1000, 1, 1_000_000),
                Duration.ofSeconds(settings.number(MISSING_TTL, 5, 1, 3600)));
    }

    private static RetryPolicy retries(Settings settings) {
        return new RetryPolicy(
                settings.number(MAX_RETRIES, 3, 0, 100),
                settings.millis(RETRY_WAIT, Duration.ofMillis(200)),
                settings.millis(RETRY_MAX_WAIT, Duration.ofSeconds(5)));
    }
}
