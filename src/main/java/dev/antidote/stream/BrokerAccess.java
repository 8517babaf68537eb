package dev.antidote.stream;

import dev.antidote.config.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** An administrative connection that fails soon and in one line. Close it after use; one thread. */
final class BrokerAccess implements AutoCloseable {
    private final Admin admin;
    private final String servers;
    private final Duration timeout;

    private BrokerAccess(Admin admin, String servers, Duration timeout) {
        this.admin = admin;
        this.servers = servers;
        this.timeout = timeout;
    }

    /**
     * Connects, and makes sure that a broker answers.
     *
     * @param settings properties of Kafka's admin client
     * @throws GuardException if none answers within {@code timeout}, or it refuses
     */
    static BrokerAccess open(Map<String, ?> settings, Duration timeout) {
        String servers = String.valueOf(settings.get("bootstrap.servers"));
        Map<String, Object> bounded = new TreeMap<>(settings);
        bounded.put("default.api.timeout.ms", String.valueOf(timeout.toMillis()));
        bounded.put("request.timeout.ms", String.valueOf(timeout.toMillis()));
        BrokerAccess access = new BrokerAccess(create(bounded, servers), servers, timeout);
        try {
            access.await(
                    "describing the cluster", access.admin.describeCluster().clusterId());
            return access;
        } catch (RuntimeException e) {
            access.close();
            throw e;
        }
    }

    private static Admin create(Map<String, Object> settings, String servers) {
        try {
            return Admin.create(settings);
        } catch (KafkaException e) {
            String reason = String.valueOf(StreamFailures.innermost(e).getMessage());
            throw new GuardException(
                    reason.contains("bootstrap")
                            ? "kafka.bootstrap.servers " + servers + ": " + reason
                                    + "; each address is host:port, and this machine's name service must know the host"
                            : "Kafka's client refuses the settings of the kafka section: " + reason,
                    e);
        }
    }

    Admin admin() {
        return admin;
    }

    /** The result of an administrative call, or a {@link GuardException} in one line. */
    <T> T await(String what, KafkaFuture<T> future) {
        try {
            return future.get(timeout.toMillis() + 1000, TimeUnit.MILLISECONDS); // the client's own timeout says more
        } catch (ExecutionException e) {
            throw failure(what, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw failure(what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GuardException("interrupted while " + what, e);
        }
    }

    /** Fails unless all of these topics exist. */
    void requireTopics(List<String> topics) {
        Set<String> present = await("listing topics", admin.listTopics().names());
        List<String> missing =
                topics.stream().filter(name -> !present.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new GuardException("topics are missing: " + String.join(", ", missing)
                    + "; create them as topology/topics.yaml describes them: antidote topics apply");
        }
    }

    private GuardException failure(String what, Throwable reason) {
        if (reason instanceof TimeoutException || reason instanceof org.apache.kafka.common.errors.TimeoutException) {
            return new GuardException(
                    "no Kafka broker answered at " + servers + " within " + Durations.format(timeout)
                            + "; is it running, and is kafka.bootstrap.servers right?",
                    reason);
        }
        if (reason instanceof AuthenticationException || reason instanceof AuthorizationException) {
            return new GuardException(
                    "the Kafka broker at " + servers + " refused " + what + ": " + reason.getMessage(), reason);
        }
        return new GuardException(what + " failed at " + servers + ": " + reason.getMessage(), reason);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
