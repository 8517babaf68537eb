package dev.antidote.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.antidote.config.ConfigException;
import dev.antidote.config.TelemetryConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One small HTTP port for a few pages that can only be read. Speaks HTTP/1.1 without TLS or passwords: what it tells is meant for
 * whoever runs the guard, so the network must keep others away from it.
 */
final class TelemetryServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TelemetryServer.class);
    private static final int BACKLOG = 32;
    /** At most; a slow sender holds one. */
    private static final int THREADS = 16;

    private static final Duration IDLE = Duration.ofSeconds(30);

    /** The JDK's server waits for slow senders for ever unless its own properties, in seconds, say otherwise. */
    private static final Map<String, String> PATIENCE =
            Map.of("sun.net.httpserver.maxReqTime", "5", "sun.net.httpserver.maxRspTime", "30");

    /** Answers one path. */
    @FunctionalInterface
    interface Page {
        /** The answer now; {@code accept} is the request's header of that name, empty where there is none. */
        Answer answer(String accept);
    }

    /**
     * What is sent back.
     *
     * @param status of HTTP
     * @param type of the content
     */
    record Answer(int status, String type, String content) {
        static Answer text(int status, String content) {
            return new Answer(status, "text/plain; charset=utf-8", content);
        }
    }

    /**
     * Where the port is wanted.
     *
     * @param host an address of this machine
     * @param key of the configuration that says the port
     * @param port 0 for any that is free
     */
    record Place(String host, String key, int port) {
        /** As it is configured; empty where no port is wanted. */
        static Optional<Place> of(TelemetryConfig config, String key, int port) {
            return config.enabled()
                    ? Optional.of(new Place(config.host(), "telemetry." + key, port))
                    : Optional.empty();
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private TelemetryServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Opens the port.
     *
     * @throws ConfigException if that is not possible
     */
    static TelemetryServer open(Place place, Map<String, Page> pages) {
        PATIENCE.forEach(System.getProperties()::putIfAbsent);
        HttpServer server = bind(place);
        ExecutorService threads = threads();
        server.setExecutor(threads);
        Map<String, Page> known = new TreeMap<>(pages);
        server.createContext("/", exchange -> serve(exchange, known));
        server.start();
        return new TelemetryServer(server, threads);
    }

    private static HttpServer bind(Place place) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByName(place.host()), place.port()), BACKLOG);
        } catch (UnknownHostException e) {
            throw new ConfigException(
                    "telemetry.host: '" + place.host() + "' is not an address of this machine; 0.0.0.0 is all of them",
                    e);
        } catch (IOException e) {
            throw new ConfigException(
                    place.key() + ": " + place.port() + " on " + place.host() + " cannot be opened (" + e.getMessage()
                            + "); choose another " + place.key()
                            + ", 0 for any that is free, or telemetry.enabled false",
                    e);
        }
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "telemetry-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    // A handler's loop in all but name: a page that fails must be answered, or its reader waits for ever.
    @SuppressWarnings("CatchingUnchecked")
    private static void serve(HttpExchange exchange, Map<String, Page> pages) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange, pages);
            } catch (Exception e) {
                LOG.warn("{} failed", exchange.getRequestURI().getPath(), e);
                answer = Answer.text(500, "this page failed; the log says why\n");
            }
            send(exchange, answer);
        }
    }

    private static Answer answer(HttpExchange exchange, Map<String, Page> pages) {
        Page page = pages.get(exchange.getRequestURI().getPath());
        if (page == null) {
            return Answer.text(404, "nothing here; there are " + String.join(", ", pages.keySet()) + "\n");
        }
        if (!exchange.getRequestMethod().equals("GET") && !isHead(exchange)) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Answer.text(405, "only GET and HEAD are answered\n");
        }
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        return page.answer(accept == null ? "" : accept);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] content = answer.content().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (isHead(exchange)) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), content.length);
        exchange.getResponseBody().write(content);
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    /** Where it listens; the port that was really taken. */
    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
