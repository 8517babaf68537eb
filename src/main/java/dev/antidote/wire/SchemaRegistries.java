package dev.antidote.wire;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Makes the client that a configuration asks for, over HTTP or in memory, with a cache before it. */
public final class SchemaRegistries {
    private static final int MOCK_CAPACITY = 1000;

    private SchemaRegistries() {}

    /**
     * The client for {@code schema.registry.url} and the keys around it; makes no connection yet.
     *
     * @throws IllegalArgumentException naming the key that is missing or wrong
     */
    public static SchemaRegistryClient of(Map<String, ?> config) {
        // The jitter must differ between instances, so its seed is the one thing here that nobody chooses.
        return of(config, Clock.systemUTC(), Sleeper.real(), new Random());
    }

    static SchemaRegistryClient of(Map<String, ?> config, Clock clock, Sleeper sleeper, RandomGenerator random) {
        UnsupportedKeys.warn(config);
        Optional<String> scope = new EndpointList(new Settings(config)).mockScope();
        if (scope.isPresent()) {
            // It prints and compares schemas at each question, which serializers ask for each record. What may change
            // is
            // not believed for any time.
            return new CachingSchemaRegistry(
                    MockSchemaRegistry.scope(scope.get()), MOCK_CAPACITY, Duration.ZERO, clock);
        }
        RegistrySettings settings = RegistrySettings.of(config);
        RegistryTransport transport = new RegistryTransport(settings, sleeper, random);
        return new CachingSchemaRegistry(
                new HttpSchemaRegistry(transport, settings.normalize()),
                settings.cacheCapacity(),
                settings.brief(),
                clock);
    }
}
