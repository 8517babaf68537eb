package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.wire.avro.Verdict;
import dev.antidote.wire.avro.VerdictStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad input that has a name: one dead letter that says what is wrong, counted once, and the stream goes on. */
class BadInputTest {
    private static final int TEN_MEGABYTES = 10 << 20;

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("inputs")
    void shouldEndInOneDeadLetterAndStopNothing(String format, String name, byte @Nullable [] value, String message) {
        try (GuardDriver guard = new GuardDriver(Map.of("requests.format", format))) {
            guard.send("requests", null, value);
            guard.send("requests", null, good(guard, format));

            List<TestRecord<byte[], byte[]>> letters = guard.all("dead-letters");
            assertThat(letters).as(name).singleElement().satisfies(letter -> {
                assertThat(letter.key()).isNull();
                assertThat(letter.value()).isEqualTo(kept(value));
                assertThat(header(letter, DeadLetters.MESSAGE))
                        .contains(message)
                        .doesNotContain("\n");
                assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("0");
                assertThat(letter.headers().lastHeader(DeadLetters.CUT) != null)
                        .isEqualTo(value != null && value.length == TEN_MEGABYTES);
            });
            assertThat(judged(guard)).as("the next request").isEqualTo(1);
            assertThat(guard.counted()).isEqualTo(2);
        }
    }

    @Test
    void shouldRefuseMoreHeadersThanASlotCanHold() {
        try (GuardDriver guard = new GuardDriver(Map.of("requests.format", "text"))) {
            long headers = guard.config().requests().maxRecord().bytes() / 9 + 1; // a byte and two lengths each
            RecordHeaders many = new RecordHeaders();
            LongStream.range(0, headers).forEach(i -> many.add("h", null));
            guard.send("requests", new TestRecord<>(null, utf8("fine"), many, GuardDriver.TIME));
            guard.send("requests", null, utf8("fine"));

            assertThat(guard.all("dead-letters")).singleElement().satisfies(letter -> assertThat(
                            header(letter, DeadLetters.MESSAGE))
                    .contains("requests.maxRecord"));
            assertThat(judged(guard)).as("the next request").isEqualTo(1);
        }
    }

    private static Stream<Arguments> inputs() {
        return Stream.of(avro(), json(), text()).flatMap(inputs -> inputs);
    }

    private static Stream<Arguments> avro() {
        byte[] valid = GuardFixture.request(GuardFixture.config(Map.of()), "r1", "some text");
        byte[] wrongMagic = valid.clone();
        wrongMagic[0] = 1;
        byte[] unknownId = valid.clone();
        Arrays.fill(unknownId, 1, 5, (byte) 99);
        byte[] negativeLength = Arrays.copyOf(valid, valid.length);
        negativeLength[5] = 1;
        byte[] loneSurrogate = GuardFixture.request(GuardFixture.config(Map.of()), "r1", "abc");
        System.arraycopy(bytes("eda080"), 0, loneSurrogate, loneSurrogate.length - 3, 3);
        return Stream.concat(
                everyFormat("avro"),
                Stream.of(
                        bad("avro", "a single byte", new byte[1], ""),
                        bad("avro", "wrong magic byte", wrongMagic, "magic"),
                        bad("avro", "unknown schema id", unknownId, "schema"),
                        bad("avro", "truncated", Arrays.copyOf(valid, valid.length - 3), ""),
                        bad("avro", "more after the record", Arrays.copyOf(valid, valid.length + 3), ""),
                        bad("avro", "negative length", negativeLength, ""),
                        bad("avro", "encoded surrogate", loneSurrogate, "UTF-8")));
    }

    private static Stream<Arguments> json() {
        return Stream.concat(
                everyFormat("json"),
                Stream.of(
                        bad("json", "truncated", utf8("{\"text\":\"a"), "not valid JSON"),
                        bad("json", "deep", utf8("{\"x\":" + "[".repeat(100_000)), "nesting depth"),
                        bad("json", "lone surrogate", utf8("{\"text\":\"\\ud83c x\"}"), "half of a surrogate pair"),
                        bad("json", "encoded surrogate", bytes("7b22eda080"), "not UTF-8"),
                        bad("json", "key given twice", utf8("{\"text\":\"a\",\"text\":\"b\"}"), "Duplicate field"),
                        bad("json", "no text", utf8("{\"id\":\"7\"}"), "text: is missing"),
                        bad("json", "a list", utf8("[]"), "not a JSON object"),
                        bad("json", "NUL", new byte[3], "not valid JSON")));
    }

    private static Stream<Arguments> text() {
        return Stream.concat(
                everyFormat("text"),
                Stream.of(
                        bad("text", "not UTF-8", bytes("61c328"), "not UTF-8"),
                        bad("text", "encoded surrogate", bytes("eda080"), "not UTF-8"),
                        bad("text", "blank", utf8(" \t\n"), "blank")));
    }

    private static Stream<Arguments> everyFormat(String format) {
        return Stream.of(
                bad(format, "tombstone", null, "no value"),
                bad(format, "empty", new byte[0], ""),
                bad(format, "ten megabytes", new byte[TEN_MEGABYTES], "requests.maxRecord"));
    }

    private static Arguments bad(String format, String name, byte @Nullable [] value, String message) {
        return Arguments.of(format, name, value, message);
    }

    private static byte[] good(GuardDriver guard, String format) {
        return switch (format) {
            case "avro" -> GuardFixture.request(guard.config(), "good", "fine");
            case "json" -> utf8("{\"id\":\"good\",\"text\":\"fine\"}");
            default -> utf8("fine");
        };
    }

    private static long judged(GuardDriver guard) {
        return guard.all("verdicts").stream()
                .map(record -> GuardFixture.serde(guard.config(), Verdict.class)
                        .deserializer()
                        .deserialize("antidote.verdicts", record.value()))
                .filter(verdict -> verdict.getStatus() == VerdictStatus.JUDGED)
                .count();
    }

    private static byte @Nullable [] kept(byte @Nullable [] value) {
        return value == null || value.length < TEN_MEGABYTES ? value : Arrays.copyOf(value, DeadLetters.CUT_BYTES);
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
