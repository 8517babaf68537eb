package dev.antidote.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrySettingsTest {
    @Test
    void shouldReadEveryKeyWhetherTextOrTyped() {
        Map<String, Object> config = new HashMap<>();
        config.put("schema.registry.url", List.of("http://a:1/", "https://b/root"));
        config.put("http.connect.timeout.ms", 10);
        config.put("http.read.timeout.ms", "20");
        config.put("max.retries", " 0 ");
        config.put("retries.wait.ms", 30L);
        config.put("retries.max.wait.ms", "40");
        config.put("normalize.schemas", true);
        config.put("max.schemas.per.subject", 50);
        config.put("missing.id.cache.ttl.sec", "60");
        config.put("bearer.auth.token", new Password("t"));

        RegistrySettings settings = RegistrySettings.of(config);

        Optional<Authorization> token = Optional.of(Authorization.bearer("t"));
        assertThat(settings)
                .isEqualTo(new RegistrySettings(
                        List.of(
                                new Endpoint(URI.create("http://a:1"), token),
                                new Endpoint(URI.create("https://b/root"), token)),
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        new RetryPolicy(0, Duration.ofMillis(30), Duration.ofMillis(40)),
                        true,
                        50,
                        Duration.ofSeconds(60)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:8081|'localhost:8081' begins neither with http:// nor https:// nor mock://",
                "ftp://h|'ftp://h' begins neither with http:// nor https:// nor mock://",
                "http://h h|'http://h h' is no URL",
                "http://schema_registry:8081|'http://schema_registry:8081' has no valid host name",
                "http://u:secret@h_h|'http://***@h_h' has no valid host name",
                "http://h?x=1|'http://h?x=1' has a query or fragment",
                ",|names no address",
                "mock://a,http://h|a registry in memory is named by mock://scope alone, got 2 URLs",
                "mock://|a registry in memory is named by mock://scope alone, got 1 URLs",
            })
    void shouldRefuseAnAddressThatCannotWork(String url, String expected) {
        assertThatThrownBy(() -> SchemaRegistries.of(Map.of("schema.registry.url", url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("schema.registry.url: " + expected);
    }

    @Test
    void shouldSayThatTheAddressIsMissing() {
        assertThatThrownBy(() -> SchemaRegistries.of(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schema.registry.url: is missing,"
                        + " give the registry's address such as http://localhost:8081");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "basic.auth.credentials.source=SASL_INHERIT|basic.auth.credentials.source: 'SASL_INHERIT' is not supported,"
                        + " use USER_INFO or URL",
                "basic.auth.credentials.source=USER_INFO|basic.auth.user.info: give it as user:password,"
                        + " as basic.auth.credentials.source is USER_INFO",
                "basic.auth.user.info=u:secret|basic.auth.user.info: is set but not used,"
                        + " set basic.auth.credentials.source=USER_INFO too",
                "bearer.auth.credentials.source=OAUTHBEARER|bearer.auth.credentials.source: 'OAUTHBEARER' is not supported,"
                        + " use STATIC_TOKEN with bearer.auth.token",
                "max.retries=-1|max.retries: -1 is outside 0..100",
                "max.retries=many|max.retries: 'many' is not a whole number",
                "http.read.timeout.ms=0|http.read.timeout.ms: 0 is outside 1..2147483647",
                "normalize.schemas=yes|normalize.schemas: 'yes' is neither true nor false",
            })
    void shouldNameTheKeyAndValueThatAreWrong(String setting, String expected) {
        String[] pair = setting.split("=", 2);
        Map<String, Object> config = Map.of("schema.registry.url", "http://h", pair[0], pair[1]);

        assertThatThrownBy(() -> SchemaRegistries.of(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(expected);
    }

    @Test
    void shouldRefuseAUserAndATokenTogether() {
        Map<String, Object> config = Map.of(
                "schema.registry.url", "http://h",
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "u:p",
                "bearer.auth.token", "t");

        assertThatThrownBy(() -> RegistrySettings.of(config)).hasMessageContaining("both are set, choose one");
    }

    @Test
    void shouldNotPrintCredentials() {
        RegistrySettings settings = RegistrySettings.of(Map.of("schema.registry.url", "http://user:secret@h"));

        assertThat(settings.toString()).doesNotContain("secret", "dXNlcjpzZWNyZXQ");
        assertThat(settings.endpoints().get(0).authorization()).contains(Authorization.basic("user:secret"));
    }

    @Test
    void shouldNotLetCredentialsBreakOutOfTheirHeader() {
        assertThatThrownBy(() -> Authorization.bearer("t\r\nX: y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("X: y");
    }

    @Test
    void shouldDoublePausesUpToTheLongestWithoutOverflow() {
        RetryPolicy policy = new RetryPolicy(100, Duration.ofMillis(100), Duration.ofSeconds(5));
        RandomGenerator none = () -> 0;

        assertThat(policy.pause(0, none)).hasMillis(100);
        assertThat(policy.pause(3, none)).hasMillis(800);
        assertThat(policy.pause(99, none)).hasSeconds(5);
    }

    @Test
    void shouldWarnOfKeysThatWouldHaveHadAnEffect() {
        Map<String, Object> config = new HashMap<>();
        config.put("specific.avro.reader", "false");
        config.put("latest.compatibility.strict", true);
        config.put("schema.registry.ssl.truststore.location", "/t");
        config.put("use.schema.id", 7);
        config.put("bootstrap.servers", "b");
        config.put("rule.executors", null);

        assertThat(UnsupportedKeys.found(config))
                .containsExactly("schema.registry.ssl.truststore.location", "specific.avro.reader", "use.schema.id");
    }
}
