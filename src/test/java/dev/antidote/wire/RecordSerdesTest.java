package dev.antidote.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.testing.FakeRegistry;
import dev.antidote.wire.avro.Request;
import dev.antidote.wire.avro.Verdict;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

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
        Map<String, Object> config = new HashMap<>(Map.of("schema.registry.url", "http://h", "basic.auth.x", "y"));
        config.put(RecordSerdes.SERDE_CLASS, NamedSerde.class.getName());

        Serde<Verdict> serde = RecordSerdes.of(config).values(Verdict.class);

        assertThat(serde).isInstanceOf(NamedSerde.class);
        assertThat(((NamedSerde) (Object) serde).told)
                .containsEntry("schema.registry.url", "http://h")
                .containsEntry("basic.auth.x", "y")
                .containsEntry("specific.avro.reader", "true")
                .containsEntry("specific.avro.value.type", Verdict.class.getName());
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

    /** Stands for somebody else's serde. */
    public static final class NamedSerde implements Serde<Object> {
        private Map<String, Object> told = Map.of();

        @Override
        public void configure(Map<String, ?> config, boolean isKey) {
            told = new HashMap<>(config);
        }

        @Override
        public Serializer<Object> serializer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Deserializer<Object> deserializer() {
            throw new UnsupportedOperationException();
        }
    }
}
