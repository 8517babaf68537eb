package dev.antidote.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** A schema registry behind Confluent's REST API. Remembers nothing; safe for use by many threads. */
final class HttpSchemaRegistry implements SchemaRegistryClient {
    private final RegistryTransport transport;
    private final String normalize;

    HttpSchemaRegistry(RegistryTransport transport, boolean normalize) {
        this.transport = transport;
        this.normalize = "?normalize=" + normalize;
    }

    @Override
    public int register(String subject, Schema schema) {
        RegistryCall call = RegistryCall.post(
                "/subjects/" + encoded(subject) + "/versions" + normalize,
                RegistryJson.schemaBody(schema),
                "register " + schema.getFullName() + " under subject '" + subject + "'");
        RegistryReply reply = transport.send(call);
        return number(call, reply, accepted(call, reply), "id");
    }

    @Override
    public OptionalInt lookUp(String subject, Schema schema) {
        RegistryCall call = RegistryCall.post(
                "/subjects/" + encoded(subject) + normalize,
                RegistryJson.schemaBody(schema),
                "look up " + schema.getFullName() + " under subject '" + subject + "'");
        RegistryReply reply = transport.send(call);
        return isNotFound(reply)
                ? OptionalInt.empty()
                : OptionalInt.of(number(call, reply, accepted(call, reply), "id"));
    }

    @Override
    public Optional<Schema> byId(int id) {
        if (id < 0) {
            return Optional.empty();
        }
        RegistryCall call = RegistryCall.get("/schemas/ids/" + id, "fetch schema id " + id);
        RegistryReply reply = transport.send(call);
        return isNotFound(reply)
                ? Optional.empty()
                : Optional.of(schema("schema id " + id, call, reply, accepted(call, reply)));
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        RegistryCall call = RegistryCall.get(
                "/subjects/" + encoded(subject) + "/versions/latest",
                "fetch the newest version of subject '" + subject + "'");
        RegistryReply reply = transport.send(call);
        if (isNotFound(reply)) {
            return Optional.empty();
        }
        JsonNode body = accepted(call, reply);
        return Optional.of(new RegisteredSchema(
                number(call, reply, body, "id"),
                number(call, reply, body, "version"),
                schema("the newest version of subject '" + subject + "'", call, reply, body)));
    }

    private static boolean isNotFound(RegistryReply reply) {
        return reply.status() == 404 && RegistryError.of(reply).isNotFound();
    }

    /** The answer's JSON, if the registry did what it was asked to. */
    private static JsonNode accepted(RegistryCall call, RegistryReply reply) {
        if (!reply.isOk()) {
            RegistryError error = RegistryError.of(reply);
            throw failed(call, reply, error + ": " + error.advice());
        }
        return reply.body();
    }

    private static int number(RegistryCall call, RegistryReply reply, JsonNode body, String field) {
        if (!body.path(field).canConvertToInt()) {
            throw noRegistry(call, reply);
        }
        return body.path(field).intValue();
    }

    private static Schema schema(String what, RegistryCall call, RegistryReply reply, JsonNode body) {
        if (!body.path("schema").isTextual()) {
            throw noRegistry(call, reply);
        }
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new WireException(what + " is a schema of type " + type + ", not AVRO");
        }
        if (!body.path("references").isEmpty()) {
            throw new WireException(
                    what + " refers to other schemas, which is not supported: register it in one piece");
        }
        try {
            return new Schema.Parser().parse(body.path("schema").textValue());
        } catch (AvroRuntimeException e) {
            throw new WireException(what + " is not a valid Avro schema: " + OneLine.of(e), e);
        }
    }

    private static RegistryException noRegistry(RegistryCall call, RegistryReply reply) {
        return failed(
                call,
                reply,
                "the answer is not a schema registry's: check that " + EndpointList.URLS + " is the root of one");
    }

    private static RegistryException failed(RegistryCall call, RegistryReply reply, String why) {
        return RegistryException.lasting("schema registry " + reply.from() + ": cannot " + call.purpose() + ": " + why);
    }

    /** One segment of a path: URLEncoder is for forms, where a space is a plus. */
    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
