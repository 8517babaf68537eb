package dev.antidote.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** Finds the id under which a record's schema is written: by registering it, by looking it up, or from the newest version. */
final class SchemaIds {
    private static final JsonMapper JSON = new JsonMapper();

    private final SchemaRegistryClient registry;
    private final SerdeSettings settings;
    private final BoundedCache<Schema, Schema> plain = new BoundedCache<>(100);

    SchemaIds(SchemaRegistryClient registry, SerdeSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /** The id to write before a record of {@code schema} on {@code topic}. */
    int id(String topic, Schema schema) {
        String subject = settings.naming().subject(topic, settings.isKey(), schema.getFullName());
        Schema registrable = plain.find(schema).orElseGet(() -> plain.keep(schema, withoutJavaTypes(schema)));
        if (settings.autoRegister()) {
            return registry.register(subject, registrable);
        }
        return settings.useLatest() ? latest(subject, registrable) : lookUp(subject, registrable);
    }

    private int lookUp(String subject, Schema schema) {
        return registry.lookUp(subject, schema)
                .orElseThrow(() -> RegistryException.lasting("subject '" + subject + "' has no version that equals "
                        + schema.getFullName() + " of this build: register schemas/*.avsc there, or set "
                        + SerdeSettings.AUTO_REGISTER + "=true"));
    }

    private int latest(String subject, Schema schema) {
        RegisteredSchema latest = registry.latest(subject)
                .orElseThrow(() -> RegistryException.lasting("subject '" + subject + "' has no versions: register "
                        + schema.getFullName() + " there, or set " + SerdeSettings.AUTO_REGISTER + "=true"));
        if (!writesAlike(latest.schema(), schema)) {
            throw RegistryException.lasting("version " + latest.version() + " of subject '" + subject
                    + "' lays records out otherwise than " + schema.getFullName() + " of this build: set "
                    + SerdeSettings.USE_LATEST + "=false, or run the build that belongs to it");
        }
        return latest.id();
    }

    /** Whether both schemas put the same record into the same bytes: docs, defaults and annotations do not matter. */
    private static boolean writesAlike(Schema one, Schema other) {
        return SchemaNormalization.toParsingForm(one).equals(SchemaNormalization.toParsingForm(other));
    }

    /**
     * The schema as it stands in schemas/, without the annotations that the generator adds for Java, so that the registered text
     * equals what anybody registers from those files.
     */
    static Schema withoutJavaTypes(Schema schema) {
        try {
            JsonNode tree = JSON.readTree(schema.toString());
            strip(tree);
            return new Schema.Parser().parse(tree.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro printed a schema that is no JSON: " + schema.getFullName(), e);
        }
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("avro.java.string");
        }
        node.forEach(SchemaIds::strip);
    }
}
