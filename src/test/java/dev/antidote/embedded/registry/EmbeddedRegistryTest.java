package dev.antidote.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.wire.SchemaRegistries;
import dev.antidote.wire.SchemaRegistryClient;
import dev.antidote.wire.avro.Request;
import dev.antidote.wire.avro.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By the client that all of Antidote's serdes use, over HTTP. */
class EmbeddedRegistryTest {
    private static final Schema REQUEST = Request.getClassSchema();
    private static final Schema VERDICT = Verdict.getClassSchema();

    private final EmbeddedRegistry registry = EmbeddedRegistry.start();

    @AfterEach
    void close() {
        registry.close();
    }

    /** A cache of its own each, as in another process. */
    private SchemaRegistryClient client() {
        return SchemaRegistries.of(Map.of("schema.registry.url", registry.url()));
    }

    @Test
    void shouldLetTwoProcessesMeet() {
        int id = client().register("requests-value", REQUEST);
        int other = client().register("verdicts value+x", VERDICT);

        assertThat(other).isNotEqualTo(id);
        assertThat(client().byId(id)).contains(REQUEST);
        assertThat(client().lookUp("requests-value", REQUEST)).hasValue(id);
        assertThat(client().latest("verdicts value+x")).hasValueSatisfying(newest -> {
            assertThat(newest.id()).isEqualTo(other);
            assertThat(newest.version()).isEqualTo(1);
            assertThat(newest.schema()).isEqualTo(VERDICT);
        });
        assertThat(client().register("again-value", REQUEST)).isEqualTo(id);
    }

    @Test
    void shouldSayWhatIsNotThere() {
        client().register("requests-value", REQUEST);

        assertThat(client().byId(99)).isEmpty();
        assertThat(client().lookUp("requests-value", VERDICT)).isEmpty();
        assertThat(client().lookUp("nobody-value", VERDICT)).isEmpty();
        assertThat(client().latest("nobody-value")).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNoSchema() throws IOException, InterruptedException {
        assertThat(post("/subjects/s/versions", "{\"schema\": \"{\"}")).isEqualTo(422);
        assertThat(post("/subjects/s/versions", "no JSON")).isEqualTo(422);
        assertThat(post("/config", "{\"schema\": \"\\\"string\\\"\"}")).isEqualTo(404);
    }

    private int post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry.url() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
