package dev.antidote.wire;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Makes the client that a configuration asks for: over HTTP with a cache, or in memory. */
public final class SchemaRegistries {
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
            return MockSchemaRegistry.scope(scope.get());
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
