package dev.antidote.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry over real HTTP on the loopback interface, which answers as Confluent's does (ids, error codes, BACKWARD
 * compatibility with the latest version) and misbehaves on demand.
 */
public final class FakeRegistry implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern VERSIONS = Pattern.compile("/subjects/([^/]+)/versions");
    private static final Pattern LATEST = Pattern.compile("/subjects/([^/]+)/versions/latest");
    private static final Pattern SUBJECT = Pattern.compile("/subjects/([^/]+)");
    private static final Pattern ID = Pattern.compile("/schemas/ids/(\\d+)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();
    private int failures;
    private int failureStatus;
    private @Nullable Answer instead;
    private Duration delay = Duration.ZERO;
    private boolean stallsInBody;
    private @Nullable String authorization;

    private FakeRegistry(HttpServer server) {
        this.server = server;
    }

    /** A registry on a free port. */
    public static FakeRegistry start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeRegistry registry = new FakeRegistry(server);
        server.setExecutor(registry.threads);
        server.createContext("/", registry::handle);
        server.start();
        return registry;
    }

    /** Its address, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Everything asked so far, as {@code GET /path?query}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Answers the next {@code times} requests with {@code status}. */
    public synchronized void fail(int times, int status) {
        failures = times;
        failureStatus = status;
    }

    /** Answers everything with this. */
    public synchronized void answer(int status, String body) {
        instead = new Answer(status, body);
    }

    /** Waits before each answer. */
    public synchronized void delay(Duration time) {
        delay = time;
    }

    /** Sends headers and half of the body, and then nothing. */
    public synchronized void stallInBody() {
        stallsInBody = true;
    }

    /** Refuses all that come without this Authorization header. */
    public synchronized void require(String header) {
        authorization = header;
    }

    /** Registers without a request. */
    public synchronized int add(String subject, Schema schema) {
        return register(subject, schema);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] body = exchange.getRequestBody().readAllBytes();
            pause(delayNow());
            send(exchange, answerTo(exchange, body));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Duration delayNow() {
        return delay;
    }

    private synchronized boolean isStalling() {
        return stallsInBody;
    }

    private void pause(Duration time) throws InterruptedException {
        if (!time.isZero() && closed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("closed");
        }
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        if (isStalling()) {
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
            closed.await();
        }
        exchange.getResponseBody().write(bytes);
    }

    private synchronized Answer answerTo(HttpExchange exchange, byte[] body) throws IOException {
        if (failures > 0) {
            failures--;
            return error(failureStatus, failureStatus * 100 + 1, "told to fail");
        }
        if (instead != null) {
            return instead;
        }
        if (authorization != null
                && !authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return error(401, 401, "Unauthorized");
        }
        String path = exchange.getRequestURI().getRawPath();
        return exchange.getRequestMethod().equals("POST") ? post(path, JSON.readTree(body)) : get(path);
    }

    private Answer post(String path, JsonNode body) {
        Schema schema;
        try {
            schema = new Schema.Parser().parse(body.path("schema").asText());
        } catch (AvroRuntimeException e) {
            return error(422, 42201, "Invalid schema");
        }
        Matcher versions = VERSIONS.matcher(path);
        if (versions.matches()) {
            return isCompatible(decoded(versions), schema)
                    ? ok(Map.of("id", register(decoded(versions), schema)))
                    : error(409, 409, "Schema being registered is incompatible with an earlier schema");
        }
        Matcher subject = SUBJECT.matcher(path);
        return subject.matches() ? lookUp(decoded(subject), schema) : error(404, 404, "HTTP 404 Not Found");
    }

    private Answer get(String path) {
        Matcher id = ID.matcher(path);
        if (id.matches()) {
            int number = Integer.parseInt(id.group(1));
            return number < 1 || number > schemas.size()
                    ? error(404, 40403, "Schema " + number + " not found")
                    : ok(Map.of("schema", schemas.get(number - 1).toString()));
        }
        Matcher latest = LATEST.matcher(path);
        return latest.matches() ? latest(decoded(latest)) : error(404, 404, "HTTP 404 Not Found");
    }

    private int register(String subject, Schema schema) {
        int id = idOf(schema);
        if (id == 0) {
            schemas.add(schema);
            id = schemas.size();
        }
        List<Integer> versions = subjects.computeIfAbsent(subject, ignored -> new ArrayList<>());
        if (!versions.contains(id)) {
            versions.add(id);
        }
        return id;
    }

    private Answer lookUp(String subject, Schema schema) {
        List<Integer> versions = subjects.getOrDefault(subject, List.of());
        if (versions.isEmpty()) {
            return error(404, 40401, "Subject '" + subject + "' not found.");
        }
        int id = idOf(schema);
        return versions.contains(id)
                ? ok(Map.of("subject", subject, "id", id, "version", versions.indexOf(id) + 1))
                : error(404, 40403, "Schema not found");
    }

    private Answer latest(String subject) {
        List<Integer> versions = subjects.getOrDefault(subject, List.of());
        if (versions.isEmpty()) {
            return error(404, 40401, "Subject '" + subject + "' not found.");
        }
        int id = versions.get(versions.size() - 1);
        String schema = schemas.get(id - 1).toString();
        return ok(Map.of("subject", subject, "id", id, "version", versions.size(), "schema", schema));
    }

    private boolean isCompatible(String subject, Schema schema) {
        List<Integer> versions = subjects.getOrDefault(subject, List.of());
        if (versions.isEmpty()) {
            return true;
        }
        Schema last = schemas.get(versions.get(versions.size() - 1) - 1);
        return SchemaCompatibility.checkReaderWriterCompatibility(schema, last).getType()
                == SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
    }

    private int idOf(Schema schema) {
        return schemas.stream().map(Schema::toString).toList().indexOf(schema.toString()) + 1;
    }

    private static String decoded(Matcher path) {
        return URLDecoder.decode(path.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Answer ok(Map<String, ?> body) {
        return new Answer(200, JSON.valueToTree(body).toString());
    }

    private static Answer error(int status, int code, String message) {
        return new Answer(
                status,
                JSON.valueToTree(Map.of("error_code", code, "message", message)).toString());
    }

    private record Answer(int status, String body) {}
}
