package dev.antidote.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;

/** The JSON that goes to and comes from a registry. */
final class RegistryJson {
    private static final JsonMapper JSON = new JsonMapper();

    private RegistryJson() {}

    /** The body that registers or looks up a schema. */
    static String schemaBody(Schema schema) {
        return JSON.valueToTree(Map.of("schema", schema.toString())).toString();
    }

    /** The answer as a tree; a missing node where it is no JSON. */
    static JsonNode treeOrNothing(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
