package dev.antidote.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.testing.FakeRegistry;
import dev.antidote.wire.avro.Request;
import dev.antidote.wire.avro.Verdict;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordSerdesTest {
    @Test
    void shouldShareOneClientAndItsCache() throws IOException {
        try (FakeRegistry registry = FakeRegistry.start()) {
            RecordSerdes serdes = RecordSerdes.of(Map.of("schema.registry.url", registry.url()));
            byte[] message = serdes.values(Request.class).serializer().serialize("in", WireSamples.request());

            for (int i = 0; i < 3; i++) {
                serdes.values(Request.class).deserializer().deserialize("in", message);
                serdes.values(Request.class).serializer().serialize("in", WireSamples.request());
            }

            assertThat(registry.requests())
                    .containsExactly("POST /subjects/in-value/versions?normalize=false", "GET /schemas/ids/1");
        }
    }

    @Test
    void shouldRegisterKeysUnderTheirOwnSubject() {
        RecordSerdes serdes = RecordSerdes.of(WireSamples.mock("record-serdes-test"));

        serdes.keys(Request.class).serializer().serialize("in", WireSamples.request());

        assertThat(MockSchemaRegistry.scope("record-serdes-test").latest("in-key"))
                .isPresent();
        MockSchemaRegistry.drop("record-serdes-test");
    }

    @Test
    void shouldMakeAndConfigureTheSerdeThatTheConfigurationNames() {
        Map<String, ?> told =
                toldTo(named(NamedSerde.class, Map.of("schema.registry.url", "http://h", "basic.x", "y")));

        assertThat(told.get("schema.registry.url")).isEqualTo("http://h");
        assertThat(told.get("basic.x")).isEqualTo("y");
        assertThat(told.get("specific.avro.reader")).isEqualTo("true");
        assertThat(told.get("specific.avro.value.type")).isEqualTo(Verdict.class.getName());
    }

    static List<Exception> failuresOfTheRegistry() {
        return List.of(
                new ConnectException("Connection refused"),
                new UnknownHostException("nowhere"),
                new SocketTimeoutException("Read timed out"),
                new TimeoutException("too late"),
                new RestClientException("Unauthorized; error code: 401"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheRegistry")
    void shouldRecognizeTheRegistrysFailureInANamedSerde(Exception cause) {
        Serde<Verdict> serde = failingWith(new SerializationException("Error", new IllegalStateException(cause)));

        assertThatThrownBy(() -> serde.deserializer().deserialize("t", new byte[1]))
                .isInstanceOf(RegistryException.class);
        assertThatThrownBy(() -> serde.serializer().serialize("t", WireSamples.verdict()))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    void shouldTakeAnyOtherFailureOfANamedSerdeForTheRegistrys() {
        Serde<Verdict> serde = failingWith(new AuthorizationException("User denied"));

        assertThatThrownBy(() -> serde.deserializer().deserialize("t", new byte[1]))
                .isInstanceOf(RegistryException.class)
                .hasMessage("schema registry: topic 't': User denied");
    }

    static List<Exception> failuresOfTheRecord() {
        return List.of(
                new EOFException(),
                new ArithmeticException("negative\nlength"),
                new RestClientException("Schema 9 not found; error code: 40403"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheRecord")
    void shouldRecognizeTheRecordsFaultInANamedSerde(Exception cause) {
        Serde<Verdict> serde = failingWith(new SerializationException("Error\n", cause));

        assertThatThrownBy(() -> serde.deserializer().deserialize("t", new byte[1]))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("topic 't': Error: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldRefuseWhatANamedSerdeReadsAsAnotherType() {
        RecordSerdes serdes = named(NamedSerde.class, Map.of());

        assertThatThrownBy(() -> serdes.values(Request.class).deserializer().deserialize("t", new byte[1]))
                .isInstanceOf(WireException.class)
                .hasMessage(
                        "topic 't': holds a dev.antidote.wire.avro.Verdict instead of a dev.antidote.wire.avro.Request");
        assertThat(serdes.values(Verdict.class).deserializer().deserialize("t", new byte[1]))
                .isEqualTo(WireSamples.verdict());
    }

    @Test
    void shouldSayThatANamedSerdeIsNotThere() {
        Map<String, Object> config =
                Map.of(RecordSerdes.SERDE_CLASS, "io.confluent.Gone", "schema.registry.url", "http://h");

        assertThatThrownBy(() -> RecordSerdes.of(config).values(Verdict.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("avro.serde.class: 'io.confluent.Gone' is no serde on the class path:"
                        + " add its jar or correct the name");
    }

    private static RecordSerdes named(Class<?> serde, Map<String, ?> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put(RecordSerdes.SERDE_CLASS, serde.getName());
        return RecordSerdes.of(config);
    }

    private static Map<String, ?> toldTo(RecordSerdes serdes) {
        byte[] told = serdes.values(Verdict.class).serializer().serialize("told", WireSamples.verdict());
        return Map.copyOf(Arrays.stream(new String(told, UTF_8).split("\n", -1))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    }

    private static Serde<Verdict> failingWith(KafkaException failure) {
        return new ForeignSerde<>(
                Verdict.class,
                Serdes.serdeFrom(
                        (topic, record) -> {
                            throw failure;
                        },
                        (topic, message) -> {
                            throw failure;
                        }));
    }

    /** Named as Confluent's exception is. */
    private static final class RestClientException extends Exception {
        private static final long serialVersionUID = 1L;

        RestClientException(String message) {
            super(message);
        }
    }

    /** Stands for somebody else's serde: writes what it was told, reads a verdict whatever there is. */
    public static final class NamedSerde implements Serde<Object> {
        private String told = "";

        @Override
        public void configure(Map<String, ?> config, boolean isKey) {
            told = config.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining("\n"));
        }

        @Override
        public Serializer<Object> serializer() {
            return (topic, record) -> told.getBytes(UTF_8);
        }

        @Override
        public Deserializer<Object> deserializer() {
            return (topic, message) -> WireSamples.verdict();
        }
    }
}
