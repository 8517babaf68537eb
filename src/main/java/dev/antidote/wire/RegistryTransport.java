package dev.antidote.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Carries calls to whichever of a registry's addresses answers. A round tries every address once, the one that answered last
 * first; rounds that fail are repeated after growing, jittered pauses. Safe for use by many threads.
 *
 * <p>A call takes at most (retries + 1) times the addresses times the request timeout, and the pauses.
 */
final class RegistryTransport {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int LONGEST_ANSWER = 4 << 20;

    private final HttpClient http;
    private final List<Endpoint> endpoints;
    private final Duration timeout;
    private final RetryPolicy retries;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final AtomicInteger good = new AtomicInteger();

    RegistryTransport(RegistrySettings settings, Sleeper sleeper, RandomGenerator random) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .build();
        this.endpoints = settings.endpoints();
        this.timeout = settings.requestTimeout();
        this.retries = settings.retries();
        this.sleeper = sleeper;
        this.random = random;
    }

    /**
     * The first answer that is no passing failure.
     *
     * @throws RegistryException once all rounds have failed, or if this thread was interrupted
     */
    RegistryReply send(RegistryCall call) {
        Map<Endpoint, String> failures = new LinkedHashMap<>();
        try {
            for (int attempt = 0; ; attempt++) {
                Optional<RegistryReply> reply = round(call, failures);
                if (reply.isPresent()) {
                    return reply.get();
                }
                if (attempt == retries.retries()) {
                    throw exhausted(call, attempt + 1, failures);
                }
                sleeper.sleep(retries.pause(attempt, random));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RegistryException.passing("schema registry: cannot " + call.purpose() + ": interrupted", e);
        }
    }

    private Optional<RegistryReply> round(RegistryCall call, Map<Endpoint, String> failures)
            throws InterruptedException {
        int first = good.get();
        for (int i = 0; i < endpoints.size(); i++) {
            int index = (first + i) % endpoints.size();
            Endpoint endpoint = endpoints.get(index);
            try {
                RegistryReply reply = once(endpoint, call);
                if (!reply.isFailureThatMayPass()) {
                    good.set(index);
                    return Optional.of(reply);
                }
                failures.put(endpoint, RegistryError.of(reply).toString());
            } catch (IOException e) {
                failures.put(endpoint, reason(e));
            }
        }
        return Optional.empty();
    }

    private RegistryReply once(Endpoint endpoint, RegistryCall call) throws IOException, InterruptedException {
        // The timeout of a request ends with the headers (JDK-8208693); this one covers the body as well.
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request(endpoint, call), ignored -> new BoundedBody(LONGEST_ANSWER));
        try {
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new RegistryReply(
                    endpoint.base(), response.statusCode(), RegistryJson.treeOrNothing(response.body()));
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static HttpRequest request(Endpoint endpoint, RegistryCall call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(call.path()))
                .header("Accept", MEDIA_TYPE + ", application/json")
                .header("Content-Type", MEDIA_TYPE);
        endpoint.authorization().ifPresent(authorization -> request.header("Authorization", authorization.header()));
        call.body().ifPresent(body -> request.POST(HttpRequest.BodyPublishers.ofString(body)));
        return request.build();
    }

    /** The JDK's own messages for the two most frequent cases are empty or refer to its internals. */
    private static String reason(IOException failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        if (failure instanceof ConnectException) {
            return "connection refused, or no such host";
        }
        return OneLine.of(failure);
    }

    private static RegistryException exhausted(RegistryCall call, int attempts, Map<Endpoint, String> failures) {
        String all = failures.entrySet().stream()
                .map(entry -> entry.getKey().base() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
        return RegistryException.passing(
                "schema registry: cannot " + call.purpose() + " after " + attempts + (attempts == 1 ? " try" : " tries")
                        + ": " + all + ": check " + EndpointList.URLS + " and that the registry runs");
    }
}
