package dev.antidote.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;

/**
 * A schema registry in memory, named {@code mock://scope}, for demos and tests. Like a real one it gives a schema the same id
 * under all subjects; unlike a real one it does not check compatibility. As Confluent's does.
 *
 * <p>The scopes are the one static map of this code base: serdes are made by class name in unrelated places of a JVM, and those
 * that name the same scope must meet, as Confluent's MockSchemaRegistry promises. {@link #drop} ends a scope.
 */
public final class MockSchemaRegistry implements SchemaRegistryClient {
    private static final ConcurrentMap<String, MockSchemaRegistry> SCOPES = new ConcurrentHashMap<>();

    /** Schemas by id - 1. */
    private final List<Schema> schemas = new ArrayList<>();

    /** Ids by version - 1, by subject. */
    private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();

    /** An empty registry that belongs to no scope. */
    public MockSchemaRegistry() {}

    /** The registry of a scope, made when first asked for and shared by all of this JVM. */
    public static MockSchemaRegistry scope(String name) {
        return SCOPES.computeIfAbsent(name, ignored -> new MockSchemaRegistry());
    }

    /** Forgets a scope; who still holds its registry keeps it. */
    public static void drop(String name) {
        SCOPES.remove(name);
    }

    @Override
    public synchronized int register(String subject, Schema schema) {
        int id = idOf(schema).orElseGet(() -> add(schema));
        List<Integer> versions = subjects.computeIfAbsent(subject, ignored -> new ArrayList<>());
        if (!versions.contains(id)) {
            versions.add(id);
        }
        return id;
    }

    @Override
    public synchronized OptionalInt lookUp(String subject, Schema schema) {
        List<Integer> versions = subjects.getOrDefault(subject, List.of());
        OptionalInt id = idOf(schema);
        return id.isPresent() && versions.contains(id.getAsInt()) ? id : OptionalInt.empty();
    }

    @Override
    public synchronized Optional<Schema> byId(int id) {
        return id < 1 || id > schemas.size() ? Optional.empty() : Optional.of(schemas.get(id - 1));
    }

    @Override
    public synchronized Optional<RegisteredSchema> latest(String subject) {
        List<Integer> versions = subjects.getOrDefault(subject, List.of());
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        int id = versions.get(versions.size() - 1);
        return Optional.of(new RegisteredSchema(id, versions.size(), schemas.get(id - 1)));
    }

    private int add(Schema schema) {
        schemas.add(schema);
        return schemas.size();
    }

    /** Compares texts: Avro's equality ignores docs and defaults, a registry does not. */
    private OptionalInt idOf(Schema schema) {
        String text = schema.toString();
        for (int i = 0; i < schemas.size(); i++) {
            if (schemas.get(i).toString().equals(text)) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }
}
