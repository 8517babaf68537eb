package dev.antidote.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.testing.FakeRegistry;
import dev.antidote.testing.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpSchemaRegistryTest {
    private static final Schema SCHEMA = SchemaFiles.schema("request");

    private final List<Duration> pauses = new ArrayList<>();
    private final SettableClock clock = new SettableClock(WireSamples.NOON);
    private FakeRegistry first;
    private FakeRegistry second;

    @BeforeEach
    void startRegistries() throws IOException {
        first = FakeRegistry.start();
        second = FakeRegistry.start();
    }

    @AfterEach
    void stopRegistries() {
        first.close();
        second.close();
    }

    @Test
    void shouldRegisterLookUpAndFetch() {
        SchemaRegistryClient client = client(first.url(), Map.of());

        int id = client.register("in-value", SCHEMA);

        assertThat(client.lookUp("in-value", SCHEMA)).hasValue(id);
        assertThat(client.byId(id)).contains(SCHEMA);
        assertThat(client.latest("in-value")).contains(new RegisteredSchema(id, 1, SCHEMA));
    }

    @Test
    void shouldSayWithoutAnErrorWhatDoesNotExist() {
        SchemaRegistryClient client = client(first.url(), Map.of());
        first.add("other", SchemaBuilder.builder().intType());

        assertThat(client.lookUp("none", SCHEMA)).isEmpty();
        assertThat(client.lookUp("other", SCHEMA)).isEmpty();
        assertThat(client.latest("none")).isEmpty();
        assertThat(client.byId(77)).isEmpty();
        assertThat(client.byId(-77)).isEmpty();
    }

    @Test
    void shouldEncodeSubjectsAsOnePathSegment() {
        SchemaRegistryClient client = client(first.url() + "/", Map.of());

        client.register("a/b c?\u00e9+%", SCHEMA);

        assertThat(client.latest("a/b c?\u00e9+%")).isPresent();
        assertThat(first.requests().get(0))
                .startsWith("POST /subjects/a%2Fb%20c%3F%C3%A9%2B%25/versions?normalize=false");
    }

    @Test
    void shouldAskForNormalization() {
        client(first.url(), Map.of("normalize.schemas", "true")).register("in-value", SCHEMA);

        assertThat(first.requests()).containsExactly("POST /subjects/in-value/versions?normalize=true");
    }

    @Test
    void shouldAskForEachIdAndSchemaOnce() {
        SchemaRegistryClient client = client(first.url(), Map.of());

        for (int i = 0; i < 3; i++) {
            client.byId(client.register("in-value", SCHEMA));
            client.lookUp("in-value", SCHEMA);
        }

        assertThat(first.requests())
                .containsExactly("POST /subjects/in-value/versions?normalize=false", "GET /schemas/ids/1");
    }

    @Test
    void shouldRememberAMissingIdOnlyBriefly() {
        SchemaRegistryClient client = client(first.url(), Map.of("missing.id.cache.ttl.sec", 5));
        client.byId(1);
        client.byId(1);
        first.add("in-value", SCHEMA);

        assertThat(client.byId(1)).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        assertThat(client.byId(1)).contains(SCHEMA);
        assertThat(first.requests()).hasSize(2);
    }

    @Test
    void shouldRetryWithGrowingJitteredPauses() {
        first.fail(3, 503);

        client(first.url(), Map.of("retries.wait.ms", "100")).register("in-value", SCHEMA);

        assertThat(first.requests()).hasSize(4);
        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(pauses.get(2)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void shouldGiveUpAfterAllRetriesAndCallItPassing(int status) {
        first.fail(100, status);
        SchemaRegistryClient client = client(first.url(), Map.of("max.retries", 2));

        assertThatThrownBy(() -> client.byId(1))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.isPassing()).isTrue())
                .hasMessage("schema registry: cannot fetch schema id 1 after 3 tries: " + first.url() + " (" + status
                        + " (" + status + "01) told to fail): check schema.registry.url and that the registry runs");
        assertThat(first.requests()).hasSize(3);
    }

    @Test
    void shouldFailOverAndStayWithTheAddressThatAnswers() throws IOException {
        SchemaRegistryClient client = client(deadAddress() + ", " + first.url() + "," + second.url(), Map.of());
        int id = client.register("in-value", SCHEMA);
        first.fail(1, 500);

        assertThat(client.byId(id + 1)).isEmpty();
        client.byId(id + 2);

        assertThat(first.requests()).hasSize(2);
        assertThat(second.requests()).hasSize(2);
        assertThat(pauses).isEmpty();
    }

    @Test
    void shouldNameEveryAddressThatRefusedTheConnection() throws IOException {
        String one = deadAddress();
        SchemaRegistryClient client = client(one + "," + one + "/x", Map.of("max.retries", "1"));

        assertThatThrownBy(() -> client.register("in-value", SCHEMA))
                .isInstanceOf(RegistryException.class)
                .hasMessage("schema registry: cannot register dev.antidote.wire.avro.Request under subject 'in-value'"
                        + " after 2 tries: " + one + " (connection refused, or no such host), " + one
                        + "/x (connection refused, or no such host):"
                        + " check schema.registry.url and that the registry runs");
    }

    @Test
    void shouldNotWaitForAnAnswerLongerThanTheTimeout() {
        first.delay(Duration.ofSeconds(20));
        SchemaRegistryClient client = client(first.url(), Map.of("http.read.timeout.ms", "100", "max.retries", "0"));

        assertThatThrownBy(() -> client.byId(1))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("after 1 try: " + first.url() + " (no answer within 100 ms)");
    }

    @Test
    void shouldNotWaitForTheRestOfABodyLongerThanTheTimeout() {
        first.add("in-value", SCHEMA);
        first.stallInBody();
        SchemaRegistryClient client = client(first.url(), Map.of("http.read.timeout.ms", "100", "max.retries", "0"));

        assertThatThrownBy(() -> client.byId(1)).hasMessageContaining("no answer within 100 ms");
    }

    @Test
    void shouldRefuseAnAnswerThatIsTooLong() {
        first.answer(200, "{\"schema\":\"" + "x".repeat(5 << 20) + "\"}");
        SchemaRegistryClient client = client(first.url(), Map.of("max.retries", "0"));

        assertThatThrownBy(() -> client.byId(1)).hasMessageContaining("the answer is longer than 4194304 bytes");
    }

    @Test
    void shouldSendBasicCredentialsOfTheConfiguration() {
        first.require("Basic dXNlcjpwYTpzcw==");
        Map<String, Object> login =
                Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "user:pa:ss");

        assertThat(client(first.url(), login).byId(1)).isEmpty();
    }

    @Test
    void shouldSendBasicCredentialsOfTheUrl() {
        first.require("Basic dXNlcjpwYSBzcw==");
        String url = first.url().replace("http://", "http://user:pa%20ss@");

        assertThat(client(url, Map.of()).byId(1)).isEmpty();
    }

    @Test
    void shouldSendABearerToken() {
        first.require("Bearer abc");

        assertThat(client(first.url(), Map.of("bearer.auth.token", "abc")).byId(1))
                .isEmpty();
    }

    @Test
    void shouldSayHowToAuthenticateAndNotRetry() {
        first.require("Basic something");
        SchemaRegistryClient client = client(first.url().replace("http://", "http://user:secret@"), Map.of());

        assertThatThrownBy(() -> client.byId(1))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.isPassing()).isFalse())
                .hasMessage("schema registry " + first.url() + ": cannot fetch schema id 1: 401 Unauthorized:"
                        + " set basic.auth.credentials.source=USER_INFO and basic.auth.user.info=user:password"
                        + " as the registry expects them");
        assertThat(first.requests()).hasSize(1);
    }

    @Test
    void shouldExplainAnIncompatibleSchema() {
        first.add(
                "in-value",
                SchemaBuilder.record("x.R").fields().requiredInt("a").endRecord());
        SchemaRegistryClient client = client(first.url(), Map.of());

        assertThatThrownBy(() -> client.register("in-value", SCHEMA))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.isPassing()).isFalse())
                .hasMessage("schema registry " + first.url() + ": cannot register dev.antidote.wire.avro.Request under"
                        + " subject 'in-value': 409 Schema being registered is incompatible with an earlier schema:"
                        + " change the schema compatibly (new fields need defaults) or use another subject");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422|{\"error_code\":42201,\"message\":\"Invalid\\nschema\"}|422 (42201) Invalid schema: correct the schema",
                "403|{}|403: let the registry's administrator grant this user the right",
                "404|<html>|404: check that schema.registry.url is the root of a schema registry",
                "302||302: the address redirects, name its target in schema.registry.url",
                "200|<html>login</html>|the answer is not a schema registry's",
                "200|{\"id\":\"seven\"}|the answer is not a schema registry's",
                "200|{\"id\":99999999999}|the answer is not a schema registry's",
            })
    void shouldSayInOneLineWhatToDo(int status, String body, String expected) {
        first.answer(status, body == null ? "" : body);
        SchemaRegistryClient client = client(first.url(), Map.of());

        assertThatThrownBy(() -> client.register("in-value", SCHEMA))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.isPassing()).isFalse())
                .hasMessageContaining(expected)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"}|schema id 1 is a schema of type PROTOBUF, not AVRO",
                "{\"schema\":\"{nope\"}|schema id 1 is not a valid Avro schema",
                "{\"schema\":\"\\\"int\\\"\",\"references\":[{}]}|schema id 1 refers to other schemas",
            })
    void shouldBlameTheMessageForAnIdThatIsNoUsableSchema(String body, String expected) {
        first.answer(200, body);
        SchemaRegistryClient client = client(first.url(), Map.of());

        assertThatThrownBy(() -> client.byId(1))
                .isInstanceOf(WireException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void shouldStopWaitingWhenInterruptedAndStayInterrupted() throws Exception {
        first.delay(Duration.ofSeconds(20));
        SchemaRegistryClient client = client(first.url(), Map.of());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Boolean> call = thread.submit(() -> {
            assertThatThrownBy(() -> client.byId(1))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageEndingWith("interrupted");
            return Thread.currentThread().isInterrupted();
        });
        Awaitility.await().until(() -> !first.requests().isEmpty());

        thread.shutdownNow();

        assertThat(call.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private SchemaRegistryClient client(String urls, Map<String, ?> extra) {
        Map<String, Object> config = new HashMap<>(extra);
        config.put("schema.registry.url", urls);
        return SchemaRegistries.of(config, clock, pauses::add, new SplittableRandom(1));
    }

    /** An address where nobody listens. */
    private static String deadAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }
}
