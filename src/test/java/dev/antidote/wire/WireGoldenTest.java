package dev.antidote.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.wire.avro.Coverage;
import dev.antidote.wire.avro.Request;
import dev.antidote.wire.avro.Verdict;
import dev.antidote.wire.avro.VerdictStatus;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bytes of fixed records, worked out by hand from the Avro specification. */
class WireGoldenTest {
    private static final String SCOPE = "wire-golden-test";

    private final MockSchemaRegistry registry = MockSchemaRegistry.scope(SCOPE);

    @AfterEach
    void forgetScope() {
        MockSchemaRegistry.drop(SCOPE);
    }

    @Test
    void shouldWriteARequestAsComputedByHand() {
        byte[] message = serde(Request.class).serializer().serialize("requests", WireSamples.request());

        // magic, id 1 | length 1, "7" | length 5, "caf\u00e9"
        assertThat(message).isEqualTo(hex("00 00000001 02 37 0a 63 61 66 c3 a9"));
    }

    @Test
    void shouldWriteAVerdictAsComputedByHand() {
        byte[] message = serde(Verdict.class).serializer().serialize("verdicts", WireSamples.verdict());

        // id "7" | JUDGED | branch 0, no reason | branch 1, "spam" | 0.75, 0.5, 0.125 (little-endian) | true, false |
        // "bundle-1"
        // | WINDOWS, 3 | 1772366400000 ms, zigzag varint
        assertThat(message)
                .isEqualTo(
                        hex("00 00000001 0237 00 00 02 08 7370616d 000000000000e83f 000000000000e03f 000000000000c03f"
                                + "01 00 04 06 10 62756e646c652d31 80a8a8949567"));
    }

    @Test
    void shouldReadARequestAsComputedByHand() {
        registry.register("requests-value", SchemaFiles.schema("request"));

        Request request =
                serde(Request.class).deserializer().deserialize("requests", hex("00 00000001 02 37 0a 63 61 66 c3 a9"));

        assertThat(request).isEqualTo(WireSamples.request());
    }

    @Test
    void shouldReadWhatALaterVersionWrote() {
        Schema later = with("request", "{\"name\":\"tenant\",\"type\":\"string\",\"default\":\"\"}");
        GenericData.Record record = new GenericRecordBuilder(later)
                .set("id", "7")
                .set("text", "hello")
                .set("tenant", "acme")
                .build();
        int id = registry.register("requests-value", later);

        Request request = serde(Request.class).deserializer().deserialize("requests", WireSamples.message(id, record));

        assertThat(request).isEqualTo(new Request("7", "hello"));
    }

    @Test
    void shouldReadWhatAnEarlierVersionWrote() {
        Schema earlier = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Verdict\",\"namespace\":\"dev.antidote.wire.avro\",\"fields\":["
                        + "{\"name\":\"judgedAt\",\"type\":\"long\"},{\"name\":\"bundle\",\"type\":\"string\"},"
                        + "{\"name\":\"id\",\"type\":\"string\"}]}");
        GenericData.Record record = new GenericRecordBuilder(earlier)
                .set("judgedAt", WireSamples.NOON.toEpochMilli())
                .set("bundle", "b")
                .set("id", "7")
                .build();
        int id = registry.register("verdicts-value", earlier);

        Verdict verdict = serde(Verdict.class).deserializer().deserialize("verdicts", WireSamples.message(id, record));

        assertThat(verdict.getStatus()).isEqualTo(VerdictStatus.REFUSED);
        assertThat(verdict.getLabel()).isNull();
        assertThat(verdict.getCoverage()).isEqualTo(Coverage.WHOLE);
        assertThat(verdict.getWindows()).isEqualTo(1);
        assertThat(verdict.getJudgedAt()).isEqualTo(WireSamples.NOON);
    }

    @Test
    void shouldReadAnEnumSymbolOfALaterVersionAsTheDefault() {
        Schema later = new Schema.Parser()
                .parse(SchemaFiles.schema("verdict").toString().replace("\"BYPASSED\"]", "\"BYPASSED\",\"DEFERRED\"]"));
        GenericData.EnumSymbol deferred =
                new GenericData.EnumSymbol(later.getField("status").schema(), "DEFERRED");
        GenericData.Record record = new GenericRecordBuilder(later)
                .set("id", "7")
                .set("status", deferred)
                .set("bundle", "b")
                .set("judgedAt", 0L)
                .build();
        int id = registry.register("verdicts-value", later);

        Verdict verdict = serde(Verdict.class).deserializer().deserialize("verdicts", WireSamples.message(id, record));

        assertThat(verdict.getStatus()).isEqualTo(VerdictStatus.REFUSED);
    }

    private static Schema with(String name, String field) {
        String text = SchemaFiles.schema(name).toString();
        return new Schema.Parser().parse(text.substring(0, text.length() - 2) + "," + field + "]}");
    }

    private static <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        return RecordSerdes.of(Map.copyOf(WireSamples.mock(SCOPE))).values(type);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
