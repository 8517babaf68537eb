package dev.antidote.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker, its own controller (KRaft), inside this JVM and on the loopback interface only, with its data in a temporary
 * directory that {@link #close} removes.
 *
 * <p>Kafka ends the whole JVM where its disk fails: not for production. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration DEFAULT_CLOSE = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 3;

    private final Path directory;
    private final KafkaConfig config;
    private final String bootstrapServers;
    private KafkaRaftServer server; // under this

    private EmbeddedBroker(Path directory, KafkaConfig config, String bootstrapServers, KafkaRaftServer server) {
        this.directory = directory;
        this.config = config;
        this.bootstrapServers = bootstrapServers;
        this.server = server;
    }

    /** Starts a broker on a free port; returns when it serves. */
    public static EmbeddedBroker start() {
        return start(Map.of());
    }

    /**
     * Starts a broker with these settings over its own.
     *
     * @throws EmbeddedBrokerException if it does not come up; nothing stays behind
     */
    public static EmbeddedBroker start(Map<String, String> overrides) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(overrides);
            } catch (EmbeddedBrokerException e) {
                if (attempt == ATTEMPTS || !lostItsPort(e)) {
                    throw e;
                }
                LOG.debug("Somebody took the port between choosing and binding it; trying another", e);
            }
        }
    }

    /** Where clients begin: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /**
     * Stops the broker but keeps its port and its data, for {@link #startAgain}.
     *
     * @throws EmbeddedBrokerException if it still runs after 20 seconds
     */
    public synchronized void stop() {
        if (!shutDown(server, DEFAULT_CLOSE)) {
            throw new EmbeddedBrokerException("the embedded Kafka broker did not stop", null);
        }
    }

    /**
     * Starts the broker where {@link #stop} left it; returns when it serves.
     *
     * @throws EmbeddedBrokerException if it does not come up
     */
    // Kafka's server is Scala: it throws checked exceptions that no signature names.
    @SuppressWarnings("CatchingUnchecked")
    public synchronized void startAgain() {
        server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
        } catch (Exception e) {
            throw new EmbeddedBrokerException("the embedded Kafka broker did not start again: " + innermost(e), e);
        }
    }

    // As above.
    @SuppressWarnings("CatchingUnchecked")
    private static EmbeddedBroker attempt(Map<String, String> overrides) {
        Path directory = temporaryDirectory();
        KafkaRaftServer server = null;
        try {
            int[] ports = freePorts();
            Properties settings = BrokerSettings.of(directory, ports[0], ports[1], overrides);
            format(directory);
            KafkaConfig config = KafkaConfig.fromProps(settings, false);
            server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(directory, config, "127.0.0.1:" + ports[0], server);
        } catch (Exception e) {
            if (server != null) {
                shutDown(server, DEFAULT_CLOSE);
            }
            delete(directory);
            throw new EmbeddedBrokerException("the embedded Kafka broker did not start: " + innermost(e), e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("antidote-broker-");
        } catch (IOException e) {
            throw new EmbeddedBrokerException(
                    "the embedded Kafka broker needs a directory in " + System.getProperty("java.io.tmpdir") + ": " + e,
                    e);
        }
    }

    /** Both are held at once, so that they differ. */
    private static int[] freePorts() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ServerSocket first = new ServerSocket(0, 1, loopback);
                ServerSocket second = new ServerSocket(0, 1, loopback)) {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        }
    }

    // Formatter.run declares Exception.
    private static void format(Path directory) throws Exception {
        PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        new Formatter()
                .setPrintStream(silence)
                .setNodeId(Integer.parseInt(BrokerSettings.NODE_ID))
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(directory.toString()))
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .run();
    }

    private static boolean lostItsPort(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    private static String innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    /** Closes within 20 seconds: see {@link #close(Duration)}. */
    @Override
    public void close() {
        close(DEFAULT_CLOSE);
    }

    /**
     * Stops the broker and removes its data; what still runs after {@code bound} is left to its daemon threads.
     *
     * @return whether it stopped in time
     */
    public synchronized boolean close(Duration bound) {
        boolean stopped = shutDown(server, bound);
        delete(directory);
        return stopped;
    }

    private static boolean shutDown(KafkaRaftServer server, Duration bound) {
        Thread closer = new Thread(
                () -> {
                    server.shutdown();
                    server.awaitShutdown();
                },
                "embedded-broker-close");
        closer.setDaemon(true);
        closer.start();
        try {
            closer.join(Math.max(1, bound.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closer.isAlive()) {
            LOG.warn("The embedded broker did not stop within {} ms", bound.toMillis());
        }
        return !closer.isAlive();
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The embedded broker's directory {} could not be removed", directory, e);
        }
    }
}
