package dev.antidote.embedded.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.antidote.wire.MockSchemaRegistry;
import dev.antidote.wire.RegisteredSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * The part of Confluent's REST API that Antidote's serdes need, on the loopback interface, in front of a {@link MockSchemaRegistry}:
 * several processes can meet there. Like that one it does not check compatibility; it forgets all when it is closed. Thread-safe.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int MOST_BYTES = 1 << 20;
    private static final int THREADS = 2;
    private static final Pattern VERSIONS = Pattern.compile("/subjects/([^/]+)/versions");
    private static final Pattern LATEST = Pattern.compile("/subjects/([^/]+)/versions/latest");
    private static final Pattern SUBJECT = Pattern.compile("/subjects/([^/]+)");
    private static final Pattern ID = Pattern.compile("/schemas/ids/(\\d{1,9})");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final MockSchemaRegistry schemas = new MockSchemaRegistry();

    private EmbeddedRegistry(HttpServer server) {
        this.server = server;
    }

    /** What is answered to a request. */
    private record Answer(int status, Map<String, ?> body) {
        static Answer found(Map<String, ?> body) {
            return new Answer(200, body);
        }

        static Answer refused(int status, int code, String message) {
            return new Answer(status, Map.of("error_code", code, "message", message));
        }

        static Answer noSubject(String subject) {
            return refused(404, 40401, "Subject '" + subject + "' not found.");
        }
    }

    /** Starts one on a free port; it is empty. */
    public static EmbeddedRegistry start() {
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
            EmbeddedRegistry registry = new EmbeddedRegistry(server);
            server.setExecutor(registry.threads);
            server.createContext("/", registry::handle);
            server.start();
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded schema registry found no free port: " + e.getMessage(), e);
        }
    }

    /** Its address, as {@code schema.registry.url} takes it. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
            Answer answer = exchange.getRequestMethod().equals("POST")
                    ? post(exchange.getRequestURI().getRawPath(), body)
                    : get(exchange.getRequestURI().getRawPath());
            byte[] bytes = JSON.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().add("Content-Type", TYPE);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer post(String path, byte[] body) throws IOException {
        Optional<Schema> schema = schema(body);
        if (schema.isEmpty()) {
            return Answer.refused(422, 42201, "Invalid schema");
        }
        Matcher versions = VERSIONS.matcher(path);
        if (versions.matches()) {
            return Answer.found(Map.of("id", schemas.register(decoded(versions), schema.get())));
        }
        Matcher subject = SUBJECT.matcher(path);
        return subject.matches() ? lookUp(decoded(subject), schema.get()) : noSuchPath();
    }

    private static Optional<Schema> schema(byte[] body) throws IOException {
        try {
            JsonNode tree = JSON.readTree(body);
            return Optional.of(new Schema.Parser().parse(tree.path("schema").asText()));
        } catch (JacksonException | AvroRuntimeException e) {
            return Optional.empty();
        }
    }

    private Answer lookUp(String subject, Schema schema) {
        if (schemas.latest(subject).isEmpty()) {
            return Answer.noSubject(subject);
        }
        OptionalInt id = schemas.lookUp(subject, schema);
        return id.isPresent()
                ? Answer.found(Map.of("subject", subject, "id", id.getAsInt()))
                : Answer.refused(404, 40403, "Schema not found");
    }

    private Answer get(String path) {
        Matcher id = ID.matcher(path);
        if (id.matches()) {
            return schemas.byId(Integer.parseInt(id.group(1)))
                    .map(schema -> Answer.found(Map.of("schema", schema.toString())))
                    .orElseGet(() -> Answer.refused(404, 40403, "Schema " + id.group(1) + " not found"));
        }
        Matcher latest = LATEST.matcher(path);
        if (!latest.matches()) {
            return noSuchPath();
        }
        String subject = decoded(latest);
        return schemas.latest(subject)
                .map(newest -> Answer.found(newest(subject, newest)))
                .orElseGet(() -> Answer.noSubject(subject));
    }

    private static Map<String, ?> newest(String subject, RegisteredSchema newest) {
        return Map.of(
                "subject", subject,
                "id", newest.id(),
                "version", newest.version(),
                "schema", newest.schema().toString());
    }

    private static Answer noSuchPath() {
        return Answer.refused(404, 404, "HTTP 404 Not Found");
    }

    private static String decoded(Matcher path) {
        return URLDecoder.decode(path.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
