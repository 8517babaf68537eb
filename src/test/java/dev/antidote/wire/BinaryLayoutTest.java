package dev.antidote.wire;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class BinaryLayoutTest {
    private static final Schema STRING = SchemaBuilder.builder().stringType();
    private static final Schema NULLS = SchemaBuilder.array().items().nullType();
    private static final Schema INTS = SchemaBuilder.array().items().intType();
    private static final Schema NESTED = new Schema.Parser()
            .parse("{\"type\":\"record\",\"name\":\"N\",\"fields\":[{\"name\":\"in\",\"type\":[\"null\",\"N\"]}]}");

    private static final Schema ALL = new Schema.Parser()
            .parse("{\"type\":\"record\",\"name\":\"All\",\"fields\":["
                    + "{\"name\":\"b\",\"type\":\"boolean\"},"
                    + "{\"name\":\"i\",\"type\":\"int\"},"
                    + "{\"name\":\"l\",\"type\":\"long\"},"
                    + "{\"name\":\"f\",\"type\":\"float\"},"
                    + "{\"name\":\"d\",\"type\":\"double\"},"
                    + "{\"name\":\"s\",\"type\":\"string\"},"
                    + "{\"name\":\"y\",\"type\":\"bytes\"},"
                    + "{\"name\":\"o\",\"type\":[\"null\",\"string\"]},"
                    + "{\"name\":\"e\",\"type\":{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\"]}},"
                    + "{\"name\":\"x\",\"type\":{\"type\":\"fixed\",\"name\":\"F\",\"size\":3}},"
                    + "{\"name\":\"a\",\"type\":{\"type\":\"array\",\"items\":\"long\"}},"
                    + "{\"name\":\"m\",\"type\":{\"type\":\"map\",\"values\":\"string\"}}]}");

    @Test
    void shouldAcceptEveryKindOfValueThatAvroWrites() {
        GenericData.Record record = new GenericData.Record(ALL);
        List<Object> values = List.of(
                true,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                1f,
                -2d,
                "\ud83c\udf81",
                ByteBuffer.wrap(new byte[] {(byte) 0xff}),
                "optional",
                new GenericData.EnumSymbol(ALL.getField("e").schema(), "B"),
                new GenericData.Fixed(ALL.getField("x").schema(), new byte[3]),
                List.of(1L, Long.MIN_VALUE),
                Map.of("k", "v"));
        for (int i = 0; i < values.size(); i++) {
            record.put(i, values.get(i));
        }

        byte[] bytes = WireSamples.encoded(ALL, record);

        assertThatCode(() -> BinaryLayout.check(ALL, bytes, 0)).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseEveryTruncationAndAnythingLeftOver() {
        byte[] whole = WireSamples.encoded(STRING, "word");

        for (int length = 0; length < whole.length; length++) {
            refused(STRING, Arrays.copyOf(whole, length), "byte ");
        }
        refused(STRING, Arrays.copyOf(whole, whole.length + 2), "2 bytes are left over after the record");
    }

    @Test
    void shouldRefuseAStringLongerThanTheMessageBeforeAllocatingIt() {
        refused(STRING, longs(Integer.MAX_VALUE), "a string of 2147483647 bytes is declared where 0 are left");
        refused(STRING, longs(-1), "a string of -1 bytes is declared");
        refused(STRING, longs(Long.MAX_VALUE), "a string of 9223372036854775807 bytes is declared");
    }

    @Test
    void shouldRefuseMoreItemsThanTheMessageCanHold() {
        refused(INTS, longs(1_000_000_000), "1000000000 items are declared where 0 bytes are left");
        refused(INTS, longs(Long.MIN_VALUE, 0), "a block of 0 bytes");
    }

    @Test
    void shouldRefuseItemsThatTakeNoBytesWithoutEnd() {
        refused(NULLS, longs(1_000_000_000, 0), "1000000000 items are declared");
        assertThatCode(() -> BinaryLayout.check(NULLS, longs(1000, 0), 0)).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseABlockWhoseSizeLeadsBackwardsOrBeyond() {
        refused(INTS, longs(-1, -4, 5, 0), "a block of -4 bytes is declared");
        refused(INTS, longs(-1, 40, 5, 0), "a block of 40 bytes is declared where 2 are left");
        refused(INTS, longs(-1, 2, 5, 0), "a block of 2 bytes ends elsewhere");
        assertThatCode(() -> BinaryLayout.check(INTS, longs(-1, 1, 5, 0), 0)).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseDeepNesting() {
        byte[] deep = new byte[1_000_000];
        Arrays.fill(deep, (byte) 2);

        refused(NESTED, deep, "values are nested deeper than 64");
    }

    @Test
    void shouldRefuseIndexesThatTheSchemaDoesNotHave() {
        Schema union = SchemaBuilder.unionOf().nullType().and().intType().endUnion();
        Schema choice = SchemaBuilder.enumeration("E").symbols("A");

        refused(union, longs(2), "union has no value number 2");
        refused(union, longs(-1), "union has no value number -1");
        refused(choice, longs(1), "enum E has no value number 1");
        refused(SchemaBuilder.builder().booleanType(), new byte[] {7}, "boolean has no value number 7");
        refused(SchemaBuilder.builder().intType(), longs(1L << 40), "1099511627776 is no 32-bit int");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 100})
    void shouldRefuseANumberWithoutEnd(int length) {
        byte[] endless = new byte[length];
        Arrays.fill(endless, (byte) 0xff);

        refused(SchemaBuilder.builder().longType(), endless, "a number is longer than 64 bits");
    }

    @Test
    void shouldRefuseAStringThatIsNotUtf8() {
        byte[] bytes = {6, 'a', (byte) 0xc3, '('};

        refused(STRING, bytes, "byte 2: a string is not UTF-8");
    }

    private static void refused(Schema schema, byte[] bytes, String expected) {
        assertThatThrownBy(() -> BinaryLayout.check(schema, bytes, 0))
                .isInstanceOf(WireException.class)
                .hasMessageContaining(expected);
    }

    private static byte[] longs(long... values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (long value : values) {
            out.writeBytes(WireSamples.encoded(SchemaBuilder.builder().longType(), value));
        }
        return out.toByteArray();
    }
}
