package dev.antidote.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.wire.avro.Request;
import dev.antidote.wire.avro.Verdict;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroSerdeTest {
    private static final String SCOPE = "avro-serde-test";

    private final MockSchemaRegistry registry = MockSchemaRegistry.scope(SCOPE);

    @AfterEach
    void forgetScope() {
        MockSchemaRegistry.drop(SCOPE);
    }

    static Iterable<SpecificRecord> records() {
        return WireSamples.all();
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldReadBackEveryRecordItWrites(SpecificRecord record) throws Exception {
        Serde<SpecificRecord> serde = namedSerde(WireSamples.mock(SCOPE));

        byte[] message = serde.serializer().serialize("t", record);

        assertThat(serde.deserializer().deserialize("t", message)).isEqualTo(record);
    }

    @Test
    void shouldPassNullsThroughAsTombstones() throws Exception {
        Serde<SpecificRecord> serde = namedSerde(WireSamples.mock(SCOPE));

        assertThat(serde.serializer().serialize("t", null)).isNull();
        assertThat(serde.deserializer().deserialize("t", null)).isNull();
    }

    @Test
    void shouldRegisterTheSchemaAsItStandsInTheFile() {
        serde(Map.of()).serializer().serialize("in", WireSamples.request());

        Schema registered = registry.latest("in-value").orElseThrow().schema();
        assertThat(registered.toString()).doesNotContain("avro.java.string");
        assertThat(registered).isEqualTo(SchemaFiles.schema("request"));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({
        "TopicNameStrategy, in-value",
        "RecordNameStrategy, dev.antidote.wire.avro.Request",
        "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy, in-dev.antidote.wire.avro.Request"
    })
    void shouldNameSubjectsByTheStrategy(String strategy, String subject) {
        serde(Map.of("value.subject.name.strategy", strategy)).serializer().serialize("in", WireSamples.request());

        assertThat(registry.latest(subject)).isPresent();
    }

    @Test
    void shouldRefuseAnUnknownStrategyByName() {
        assertThatThrownBy(() -> serde(Map.of("value.subject.name.strategy", "com.acme.Mine")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value.subject.name.strategy: 'com.acme.Mine' is not supported,"
                        + " use one of TopicNameStrategy, RecordNameStrategy, TopicRecordNameStrategy");
    }

    @Test
    void shouldUseTheIdOfTheSameSchemaUnderAnotherSubject() {
        Serde<Request> serde = serde(Map.of());

        byte[] first = serde.serializer().serialize("a", WireSamples.request());
        byte[] second = serde.serializer().serialize("b", WireSamples.request());

        assertThat(second).isEqualTo(first);
    }

    @Test
    void shouldRefuseToWriteAnUnregisteredSchemaWithoutAutoRegistration() {
        Serde<Request> serde = serde(Map.of("auto.register.schemas", "false"));

        assertThatThrownBy(() -> serde.serializer().serialize("in", WireSamples.request()))
                .isInstanceOf(RegistryException.class)
                .hasMessage(
                        "subject 'in-value' has no version that equals dev.antidote.wire.avro.Request of this build:"
                                + " register schemas/*.avsc there, or set auto.register.schemas=true");
    }

    @Test
    void shouldFindASchemaThatWasRegisteredFromTheFile() {
        int id = registry.register("in-value", SchemaFiles.schema("request"));
        Serde<Request> serde = serde(Map.of("auto.register.schemas", false));

        byte[] message = serde.serializer().serialize("in", WireSamples.request());

        assertThat(WireFormat.schemaId(message)).isEqualTo(id);
    }

    @Test
    void shouldUseTheLatestVersionIfItWritesAlike() {
        Schema documented = new Schema.Parser()
                .parse(SchemaFiles.schema("request").toString().replace("without any benign prompt", "as it is"));
        registry.register("in-value", SchemaFiles.schema("request"));
        int latest = registry.register("in-value", documented);
        Serde<Request> serde = serde(Map.of("auto.register.schemas", "false", "use.latest.version", "true"));

        byte[] message = serde.serializer().serialize("in", WireSamples.request());

        assertThat(WireFormat.schemaId(message)).isEqualTo(latest);
    }

    @Test
    void shouldRefuseALatestVersionOfAnotherLayout() {
        registry.register(
                "in-value",
                SchemaBuilder.record("dev.antidote.wire.avro.Request")
                        .fields()
                        .requiredString("id")
                        .endRecord());
        Serde<Request> serde = serde(Map.of("auto.register.schemas", "false", "use.latest.version", "true"));

        assertThatThrownBy(() -> serde.serializer().serialize("in", WireSamples.request()))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("version 1 of subject 'in-value' lays records out otherwise than");
    }

    @Test
    void shouldBlameTheMessageForASchemaIdThatDoesNotExist() {
        byte[] message = WireSamples.message(41, new byte[] {2, 'x'});

        assertThatThrownBy(() -> serde(Map.of()).deserializer().deserialize("in", message))
                .isInstanceOf(WireException.class)
                .hasMessage("topic 'in': the schema registry knows no schema id 41:"
                        + " write records with the registry that this reader uses");
    }

    @Test
    void shouldBlameTheMessageForARecordOfAnotherType() {
        byte[] message = new AvroSerializerOf<Verdict>(SCOPE).write("in", WireSamples.verdict());

        assertThatThrownBy(() -> serde(Map.of()).deserializer().deserialize("in", message))
                .isInstanceOf(WireException.class)
                .hasMessage("topic 'in': schema id 1 is the record dev.antidote.wire.avro.Verdict where this topic"
                        + " should hold dev.antidote.wire.avro.Request: send other records elsewhere");
    }

    @Test
    void shouldReadOnlyTheTypeThatTheConfigurationNames() throws Exception {
        byte[] message = new AvroSerializerOf<Verdict>(SCOPE).write("in", WireSamples.verdict());
        Map<String, Object> config = new HashMap<>(WireSamples.mock(SCOPE));
        config.put("specific.avro.value.type", Request.class.getName());
        Serde<SpecificRecord> serde = namedSerde(config);

        assertThatThrownBy(() -> serde.deserializer().deserialize("in", message))
                .isInstanceOf(WireException.class);
    }

    @Test
    void shouldRefuseATypeThatIsNoRecord() {
        Map<String, Object> config = new HashMap<>(WireSamples.mock(SCOPE));
        config.put("specific.avro.value.type", "java.lang.String");

        assertThatThrownBy(() -> namedSerde(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("specific.avro.value.type: 'java.lang.String'");
    }

    @Test
    void shouldSayThatItWasNotConfigured() {
        AvroSerde<Request> serde = new AvroSerde<>(Request.class);

        assertThatThrownBy(() -> serde.serializer().serialize("in", WireSamples.request()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("configure was not called");
    }

    @Test
    void shouldRefuseToWriteARecordWithoutARequiredField() {
        Request incomplete = new Request(null, "text");

        assertThatThrownBy(() -> serde(Map.of()).serializer().serialize("in", incomplete))
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(WireException.class)
                .hasMessageContaining("dev.antidote.wire.avro.Request cannot be written");
    }

    @Test
    void shouldLetAvroLoadOurRecordsAndNothingMore() {
        serde(Map.of());

        assertThat(ClassSecurityValidator.getGlobal().isTrusted(Request.class)).isTrue();
        assertThat(ClassSecurityValidator.getGlobal().isTrusted(java.net.URL.class))
                .isFalse();
        assertThat(ClassSecurityValidator.getGlobal().isTrusted(AvroSerde.class))
                .isFalse();
    }

    @Test
    void shouldSurviveASchemaThatIsNestedAsDeepAsAvroParses() {
        String deep = "{\"type\":\"array\",\"items\":".repeat(450) + "\"int\"" + "}".repeat(450);
        int id = registry.register(
                "in-value",
                new Schema.Parser()
                        .parse("{\"type\":\"record\",\"name\":\"dev.antidote.wire.avro.Request\",\"fields\":["
                                + "{\"name\":\"deep\",\"type\":" + deep + "},{\"name\":\"id\",\"type\":\"string\"},"
                                + "{\"name\":\"text\",\"type\":\"string\"}]}"));
        byte[] body = {0, 2, '7', 4, 'h', 'i'};

        Request request = serde(Map.of()).deserializer().deserialize("in", WireSamples.message(id, body));

        assertThat(request).isEqualTo(new Request("7", "hi"));
    }

    @Test
    void shouldSayInOneLineWhatAnIncompatibleWriterLacks() {
        int id = registry.register(
                "in-value",
                SchemaBuilder.record("dev.antidote.wire.avro.Request")
                        .fields()
                        .requiredString("id")
                        .requiredInt("text")
                        .endRecord());

        assertThatThrownBy(() -> serde(Map.of())
                        .deserializer()
                        .deserialize("in", WireSamples.message(id, new byte[] {2, '7', 4})))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("topic 'in': ")
                .hasMessageContaining("int")
                .hasMessageNotContaining("\n");
    }

    private static Serde<Request> serde(Map<String, ?> extra) {
        Map<String, Object> config = new HashMap<>(WireSamples.mock(SCOPE));
        config.putAll(extra);
        AvroSerde<Request> serde = new AvroSerde<>(Request.class);
        serde.configure(config, false);
        return serde;
    }

    /** As Kafka makes one from a class name. */
    @SuppressWarnings("unchecked")
    private static Serde<SpecificRecord> namedSerde(Map<String, ?> config) throws Exception {
        Serde<SpecificRecord> serde = Utils.newInstance("dev.antidote.wire.AvroSerde", Serde.class);
        serde.configure(config, false);
        return serde;
    }

    private record AvroSerializerOf<T extends SpecificRecord>(String scope) {
        byte[] write(String topic, T record) {
            AvroSerializer<T> serializer = new AvroSerializer<>();
            serializer.configure(WireSamples.mock(scope), false);
            return java.util.Objects.requireNonNull(serializer.serialize(topic, record));
        }
    }
}
