package dev.antidote.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.wire.avro.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestDecoderTest {
    private static final RecordPlace PLACE = new RecordPlace("in", 2, 41);
    private static final byte[] KEY = utf8("user-9");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"7\",\"text\":\"hi\"}|7|hi",
                " {\"text\" : \"h\\u00e9\\n\", \"id\" : 12} |12|h\u00e9\\n",
                "\ufeff{\"text\":\"hi\",\"id\":null,\"more\":{\"a\":[1,{\"b\":2}]}}|user-9|hi",
                "{\"text\":\"\\ud83c\\udf81\"}|user-9|\ud83c\udf81",
            })
    void shouldReadJson(String json, String id, String text) {
        TextRequest request = RequestDecoder.json().decode(PLACE, KEY, utf8(json));

        assertThat(request).isEqualTo(new TextRequest(id, text.replace("\\n", "\n")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|text: is missing",
                "[]|not a JSON object with \"text\"",
                "`` |not a JSON object",
                "null|not a JSON object",
                "{\"text\":5}|text: is not a string",
                "{\"text\":\"a\",\"id\":{}}|id: is neither a string nor a whole number",
                "{\"text\":\"a\",\"id\":1.5}|id: is neither a string nor a whole number",
                "{\"text\":\"a\",\"id\":\"\"}|id: is empty",
                "{\"text\":\"a\",\"text\":\"b\"}|not valid JSON: Duplicate field 'text'",
                "{\"text\":\"a\"} {}|more follows after the JSON object",
                "{\"text\":\"a\"|not valid JSON: Unexpected end-of-input",
                "{text:1}|not valid JSON: Unexpected character",
                "{\"text\":\"\\ud83c x\"}|text: char 0 is half of a surrogate pair",
            })
    void shouldRefuseOtherJsonInOneLineThatNamesThePlace(String json, String expected) {
        assertThatThrownBy(() -> RequestDecoder.json().decode(PLACE, KEY, utf8(json)))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("request at in-2 offset 41: ")
                .hasMessageContaining(expected)
                .hasMessageNotContaining("\n");
    }

    /** So that it can be answered. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{\"id\":\"r7\"}|r7",
                "{\"text\":{\"id\":1},\"id\":7}|7",
                "{\"text\":null}|user-9",
                "{\"id\":\"\"}|-",
                "{\"id\":\"r7\"|-"
            })
    void shouldTellTheIdOfARequestWithoutText(String json, @Nullable String id) {
        assertThatThrownBy(() -> RequestDecoder.json().decode(PLACE, KEY, utf8(json)))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.id()).isEqualTo(Optional.ofNullable(id)));
    }

    @Test
    void shouldRefuseDeepJsonEvenUnderAnUnknownKey() {
        String deep = "{\"x\":" + "[".repeat(100_000);

        assertThatThrownBy(() -> RequestDecoder.json().decode(PLACE, KEY, utf8(deep)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void shouldRefuseJsonThatIsTooLong() {
        assertThatThrownBy(() -> RequestDecoder.json().decode(PLACE, KEY, new byte[(8 << 20) + 1]))
                .hasMessageContaining("8388609 bytes long, more than 8388608");
    }

    @Test
    void shouldTakeTheWholeValueAsText() {
        TextRequest request = RequestDecoder.text().decode(PLACE, KEY, utf8(" {\"text\": caf\u00e9\u0000 "));

        assertThat(request).isEqualTo(new TextRequest("user-9", " {\"text\": caf\u00e9\u0000 "));
    }

    @Test
    void shouldNameATextByItsPlaceWhereTheKeyIsNoText() {
        byte[] binary = {(byte) 0xff, 1};

        assertThat(RequestDecoder.text().decode(PLACE, null, utf8("a")).id()).isEqualTo("in-2-41");
        assertThat(RequestDecoder.text().decode(PLACE, new byte[0], utf8("a")).id())
                .isEqualTo("in-2-41");
        assertThat(RequestDecoder.text().decode(PLACE, binary, utf8("a")).id()).isEqualTo("in-2-41");
        assertThat(RequestDecoder.text()
                        .decode(PLACE, utf8("k".repeat(1001)), utf8("a"))
                        .id())
                .isEqualTo("in-2-41");
    }

    @ParameterizedTest
    @CsvSource({"ff, 0", "6161c328, 2", "61c3, 1", "eda080, 0", "c080, 0", "f4908080, 0"})
    void shouldRefuseBytesThatAreNotUtf8(String hex, int place) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> RequestDecoder.text().decode(PLACE, KEY, bytes))
                .isInstanceOf(WireException.class)
                .hasMessage("request at in-2 offset 41: byte " + place + " is not UTF-8: send the text in UTF-8");
    }

    @Test
    void shouldReadAvro() {
        Serde<Request> serde =
                RecordSerdes.of(WireSamples.mock("request-decoder-test")).values(Request.class);
        byte[] value = serde.serializer().serialize("in", WireSamples.request());

        TextRequest request = RequestDecoder.avro(serde.deserializer()).decode(PLACE, KEY, value);

        assertThat(request).isEqualTo(new TextRequest("7", "caf\u00e9"));
        MockSchemaRegistry.drop("request-decoder-test");
    }

    static List<RequestDecoder> formats() {
        return List.of(
                RequestDecoder.avro(RecordSerdes.of(WireSamples.mock("request-decoder-test"))
                        .values(Request.class)
                        .deserializer()),
                RequestDecoder.json(),
                RequestDecoder.text());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void shouldRefuseARecordWithoutValueInEveryFormat(RequestDecoder decoder) {
        assertThatThrownBy(() -> decoder.decode(PLACE, KEY, null))
                .isInstanceOf(WireException.class)
                .hasMessage("request at in-2 offset 41: the record has no value, so there is nothing to judge");
    }

    @Test
    void shouldRefuseAnIdWithoutEnd() {
        assertThatThrownBy(() -> new TextRequest("i".repeat(1001), "a"))
                .hasMessage("id: has 1001 chars, more than 1000");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
