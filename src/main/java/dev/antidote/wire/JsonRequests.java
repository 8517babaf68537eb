package dev.antidote.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests as JSON. Strict where two readers could understand different things (encoding, keys given twice, a second document),
 * lenient where they could not (unknown keys, an id that is a whole number); deep or long input is refused in bounded time.
 */
final class JsonRequests {
    private static final int DEEPEST = 32;
    private static final int LONGEST = 8 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST)
                    .maxNameLength(1000)
                    .maxNumberLength(100)
                    .build())
            .build();

    private JsonRequests() {}

    static TextRequest decode(RecordPlace place, byte @Nullable [] key, byte[] value) {
        if (value.length > LONGEST) {
            throw new WireException("the JSON is " + value.length + " bytes long, more than " + LONGEST);
        }
        try (JsonParser json = JSON.createParser(withoutByteOrderMark(StrictUtf8.decode(value)))) {
            return request(json, () -> place.idOr(key));
        } catch (JsonProcessingException e) {
            throw new WireException("not valid JSON: " + oneLine(e), e);
        } catch (IOException e) {
            throw new WireException("not readable as JSON: " + OneLine.of(e), e);
        }
    }

    private static TextRequest request(JsonParser json, Supplier<String> otherId) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new WireException("not a JSON object with \"text\"");
        }
        String id = null;
        String text = null;
        String complaint = "text: is missing";
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            switch (key) {
                case "id" -> id = idOf(json, token);
                case "text" -> {
                    text = token == JsonToken.VALUE_STRING ? json.getText() : null;
                    complaint = "text: is not a string";
                    json.skipChildren();
                }
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw new WireException("more follows after the JSON object");
        }
        TextRequest request = new TextRequest(id == null ? otherId.get() : id, text == null ? "" : text);
        if (text == null) {
            throw WireException.of(request.id(), complaint);
        }
        return request;
    }

    private static @Nullable String idOf(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING, VALUE_NUMBER_INT -> json.getText();
            case VALUE_NULL -> null;
            default -> throw new WireException("id: is neither a string nor a whole number");
        };
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static String oneLine(JsonProcessingException failure) {
        String at = failure.getLocation() == null
                ? ""
                : " at line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr();
        return OneLine.of(failure.getOriginalMessage()) + at;
    }
}
