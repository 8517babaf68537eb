package dev.antidote.wire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/**
 * Remembers what a registry said: ids and schemas for good (they never change), the newest version and an id that does not exist
 * only for a while. Bounded; safe for use by many threads. Failures are not remembered.
 */
final class CachingSchemaRegistry implements SchemaRegistryClient {
    private final SchemaRegistryClient registry;
    private final Duration brief;
    private final Clock clock;
    private final BoundedCache<SubjectSchema, Integer> ids;
    private final BoundedCache<Integer, Schema> schemas;
    private final BoundedCache<Integer, Instant> missing;
    private final BoundedCache<String, Timed<RegisteredSchema>> newest;

    /**
     * A cache in front of {@code registry}.
     *
     * @param capacity the most entries of each kind
     * @param brief how long a missing id and a newest version are believed
     */
    CachingSchemaRegistry(SchemaRegistryClient registry, int capacity, Duration brief, Clock clock) {
        this.registry = registry;
        this.brief = brief;
        this.clock = clock;
        this.ids = new BoundedCache<>(capacity);
        this.schemas = new BoundedCache<>(capacity);
        this.missing = new BoundedCache<>(capacity);
        this.newest = new BoundedCache<>(capacity);
    }

    @Override
    public int register(String subject, Schema schema) {
        SubjectSchema key = new SubjectSchema(subject, schema);
        return ids.find(key).orElseGet(() -> ids.keep(key, registry.register(subject, schema)));
    }

    @Override
    public OptionalInt lookUp(String subject, Schema schema) {
        SubjectSchema key = new SubjectSchema(subject, schema);
        Optional<Integer> known = ids.find(key);
        if (known.isPresent()) {
            return OptionalInt.of(known.get());
        }
        OptionalInt found = registry.lookUp(subject, schema);
        found.ifPresent(id -> ids.keep(key, id));
        return found;
    }

    @Override
    public Optional<Schema> byId(int id) {
        Optional<Schema> known = schemas.find(id);
        if (known.isPresent() || missedLately(id)) {
            return known;
        }
        Optional<Schema> found = registry.byId(id);
        if (found.isEmpty()) {
            missing.replace(id, clock.instant());
            return found;
        }
        missing.remove(id);
        return Optional.of(schemas.keep(id, found.get()));
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        Optional<RegisteredSchema> known =
                newest.find(subject).filter(timed -> isRecent(timed.at())).map(Timed::value);
        if (known.isPresent()) {
            return known;
        }
        Optional<RegisteredSchema> found = registry.latest(subject);
        found.ifPresent(schema -> newest.replace(subject, new Timed<>(clock.instant(), schema)));
        return found;
    }

    private boolean missedLately(int id) {
        return missing.find(id).filter(this::isRecent).isPresent();
    }

    private boolean isRecent(Instant at) {
        return clock.instant().isBefore(at.plus(brief));
    }

    private record SubjectSchema(String subject, Schema schema) {}

    private record Timed<V>(Instant at, V value) {}
}
