package dev.antidote.wire;

import java.util.Objects;
import org.apache.avro.Schema;

/**
 * A schema as a registry keeps it.
 *
 * @param id unique in the registry; the id that goes into messages
 * @param version 1 or greater, unique within a subject
 * @param schema the schema itself
 */
public record RegisteredSchema(int id, int version, Schema schema) {
    public RegisteredSchema {
        if (version < 1) {
            throw new IllegalArgumentException("version: " + version + " is not positive");
        }
        Objects.requireNonNull(schema, "schema");
    }
}
