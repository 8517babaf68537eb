package dev.antidote.bundle;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON of records: keys in a fixed order, one text for one value, and nothing accepted that was not meant: unknown, missing,
 * repeated and mistyped keys are errors.
 */
final class StrictJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(InstantJson.module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private StrictJson() {}

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads JSON.
     *
     * @throws BundleException naming {@code origin} and what is wrong
     */
    static JsonNode tree(byte[] json, String origin) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw refused(e, origin);
        }
    }

    /**
     * Makes a record.
     *
     * @throws BundleException naming {@code origin} and what is wrong
     */
    static <T> T value(JsonNode tree, Class<T> type, String origin) {
        if (!tree.isObject()) {
            throw new BundleException(origin + ": keys are expected, in braces");
        }
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (IOException e) {
            throw refused(e, origin);
        }
    }

    private static BundleException refused(IOException e, String origin) {
        if (e instanceof JacksonException json) {
            return new BundleException(origin + ": " + fault(json), e);
        }
        return new BundleException(origin + " cannot be read: " + e.getMessage(), e);
    }

    /** What is wrong, in words of the file and not of Java. */
    static String fault(JacksonException e) {
        return e instanceof JsonMappingException mapping
                ? complaint(mapping)
                : "is not JSON: " + firstLine(e.getOriginalMessage()).replaceFirst(": was expecting .*", "");
    }

    private static String complaint(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown key \"" + keyOf(unknown) + "\"";
        }
        Throwable cause = e.getCause();
        if (cause instanceof NullPointerException) {
            return "key \"" + cause.getMessage() + "\" is missing or null";
        }
        String where = keyOf(e);
        String what =
                firstLine(cause instanceof IllegalArgumentException ? cause.getMessage() : e.getOriginalMessage());
        return where.isEmpty() ? what : "key \"" + where + "\": " + what;
    }

    private static String keyOf(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "is malformed" : message.lines().findFirst().orElse("is malformed");
    }
}
