package dev.antidote.wire;

import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/**
 * What the serdes need of a schema registry. Safe for use by many threads.
 *
 * <p>Every method throws {@link RegistryException} when the registry cannot be asked or refuses; "there is none" is a value.
 */
public interface SchemaRegistryClient {
    /** The id of {@code schema} under {@code subject}, which is registered if it is new there. */
    int register(String subject, Schema schema);

    /** The id of {@code schema} if it is registered under {@code subject}. */
    OptionalInt lookUp(String subject, Schema schema);

    /**
     * The schema of an id.
     *
     * @throws WireException if the id names something that is no Avro schema
     */
    Optional<Schema> byId(int id);

    /** The newest version under {@code subject}. */
    Optional<RegisteredSchema> latest(String subject);
}
