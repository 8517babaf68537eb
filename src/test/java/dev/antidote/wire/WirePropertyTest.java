package dev.antidote.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.wire.avro.FlagReason;
import dev.antidote.wire.avro.FlaggedSample;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;

/** Whatever the bytes are, reading them gives a record or a WireException, soon and in little memory. */
class WirePropertyTest {
    private static final String SCOPE = "wire-property-test";

    private final AvroSerde<SpecificRecord> serde = new AvroSerde<>();
    private final int hostile;

    WirePropertyTest() {
        serde.configure(WireSamples.mock(SCOPE), false);
        WireSamples.all().forEach(record -> serde.serializer().serialize("t", record));
        hostile = MockSchemaRegistry.scope(SCOPE).register("t", hostile());
    }

    @Property(tries = 2000)
    void shouldReadOrRefuseRandomBytes(
            @ForAll @IntRange(min = -1, max = 8) int id, @ForAll @Size(max = 64) byte[] body) {
        byte[] message = ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();

        assertReadOrRefused(message);
    }

    @Property(tries = 500)
    void shouldRefuseBytesWithoutHeader(@ForAll @Size(max = 16) byte[] message) {
        assertReadOrRefused(message);
    }

    @Property(tries = 2000)
    void shouldReadOrRefuseMutatedMessages(
            @ForAll @IntRange(max = 4) int record,
            @ForAll @Size(min = 1, max = 3) List<@IntRange(max = 10_000) Integer> places,
            @ForAll byte value) {
        byte[] message = serde.serializer().serialize("t", WireSamples.all().get(record));
        places.forEach(place -> message[place % message.length] = value);

        assertReadOrRefused(message);
    }

    @Property(tries = 500)
    void shouldRefuseEveryTruncatedMessage(
            @ForAll @IntRange(max = 4) int record, @ForAll @IntRange(max = 10_000) int cut) {
        byte[] message = serde.serializer().serialize("t", WireSamples.all().get(record));
        byte[] truncated = Arrays.copyOf(message, cut % message.length);

        assertThat(readOrRefused(truncated)).isFalse();
    }

    @Property(tries = 300)
    void shouldRefuseAnythingAfterTheRecord(
            @ForAll @IntRange(max = 4) int record, @ForAll @Size(min = 1, max = 8) byte[] extra) {
        byte[] message = serde.serializer().serialize("t", WireSamples.all().get(record));
        byte[] longer = Arrays.copyOf(message, message.length + extra.length);
        System.arraycopy(extra, 0, longer, message.length, extra.length);

        assertThat(readOrRefused(longer)).isFalse();
    }

    @Property(tries = 150)
    void shouldReadOrRefuseCountsAndLengthsThatLie(@ForAll("liars") byte[] body) {
        assertReadOrRefused(WireSamples.message(hostile, body));
    }

    @Property(tries = 300)
    void shouldReadBackWhatItWrote(@ForAll("samples") FlaggedSample sample) {
        byte[] message = serde.serializer().serialize("t", sample);

        assertThat(serde.deserializer().deserialize("t", message)).isEqualTo(sample);
    }

    @Property(tries = 1000)
    void shouldReadOrRefuseAnyBytesAsJsonAndText(@ForAll @Size(max = 64) byte[] value) {
        assertDecodedOrRefused(RequestDecoder.json(), value);
        assertDecodedOrRefused(RequestDecoder.text(), value);
    }

    @Property(tries = 1000)
    void shouldReadOrRefuseJsonOfAnyShape(
            @ForAll
                    @StringLength(max = 40)
                    @net.jqwik.api.constraints.Chars({
                        '{', '}', '[', ']', '"', ':', ',', '\\', 'i', 'd', 't', 'e', 'x', '1', ' ', 'u'
                    })
                    String tail) {
        byte[] value = ("{\"id\":\"1\",\"text\":\"x" + tail).getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertDecodedOrRefused(RequestDecoder.json(), value);
    }

    /** Runs of numbers that are counts, sizes, branches or nesting, each up to twenty thousand times in a row. */
    @Provide
    Arbitrary<byte[]> liars() {
        Arbitrary<Long> numbers = Arbitraries.of(
                0L, 1L, -1L, 2L, -2L, -4L, 50_000L, -50_000L, 1L << 31, -(1L << 31), Long.MAX_VALUE, Long.MIN_VALUE);
        Arbitrary<Integer> times = Arbitraries.of(1, 1, 1, 2, 3, 20_000);
        return Combinators.combine(numbers, times)
                .as((number, count) -> repeated(number, count))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(WirePropertyTest::joined);
    }

    private static byte[] repeated(long number, int times) {
        byte[] one = WireSamples.encoded(SchemaBuilder.builder().longType(), number);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.writeBytes(one);
        }
        return out.toByteArray();
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    @Provide
    Arbitrary<FlaggedSample> samples() {
        Arbitrary<String> texts =
                Arbitraries.strings().excludeChars(surrogates()).ofMaxLength(30);
        Arbitrary<List<FlagReason>> reasons =
                Arbitraries.of(FlagReason.class).list().ofMaxSize(4);
        Arbitrary<Double> numbers = Arbitraries.doubles().between(0, 1);
        Arbitrary<Instant> times = Arbitraries.longs().map(Instant::ofEpochMilli);
        return Combinators.combine(texts, reasons, numbers, times)
                .as((text, why, number, at) -> new FlaggedSample(
                        text, text, text, why, number, number, number, number, text, text, text, 1, 2L, at));
    }

    private static char[] surrogates() {
        char[] all = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
        for (int i = 0; i < all.length; i++) {
            all[i] = (char) (Character.MIN_SURROGATE + i);
        }
        return all;
    }

    /** A later version of a record of ours, with everything in it that can grow, recurse or be skipped. */
    private static Schema hostile() {
        Schema any = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"N\",\"fields\":["
                        + "{\"name\":\"many\",\"type\":{\"type\":\"array\",\"items\":[\"null\",\"N\"]}},"
                        + "{\"name\":\"named\",\"type\":{\"type\":\"map\",\"values\":\"null\"}}]}");
        return SchemaBuilder.record("dev.antidote.wire.avro.Request")
                .fields()
                .name("extra")
                .type(any)
                .noDefault()
                .name("nulls")
                .type()
                .array()
                .items()
                .nullType()
                .noDefault()
                .requiredString("id")
                .requiredString("text")
                .endRecord();
    }

    private void assertReadOrRefused(byte[] message) {
        assertThat(readOrRefused(message)).isIn(true, false);
    }

    /** Anything but a WireException fails the test. */
    private boolean readOrRefused(byte[] message) {
        try {
            return serde.deserializer().deserialize("t", message) != null;
        } catch (WireException e) {
            assertThat(e.getMessage()).startsWith("topic 't': ").doesNotContain("\n");
            return false;
        }
    }

    private static void assertDecodedOrRefused(RequestDecoder decoder, byte[] value) {
        try {
            assertThat(decoder.decode(new RecordPlace("t", 0, 1), null, value).text())
                    .isNotNull();
        } catch (WireException e) {
            assertThat(e.getMessage()).startsWith("request at t-0 offset 1: ").doesNotContain("\n");
        }
    }
}
