package dev.antidote.bundle;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The manifest as JSON: keys in a fixed order, one text for one manifest, and nothing accepted that was not meant: unknown,
 * missing, repeated and mistyped keys are errors.
 */
final class ManifestJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new InstantWriter())
                    .addDeserializer(Instant.class, new InstantReader()))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private ManifestJson() {}

    static byte[] write(Manifest manifest) {
        try {
            return MAPPER.writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a manifest; its id is not checked here.
     *
     * @throws BundleException naming {@code origin} and what is wrong
     */
    static Manifest read(byte[] json, String origin) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            requireFormat(tree, origin);
            return MAPPER.treeToValue(tree, Manifest.class);
        } catch (JsonMappingException e) {
            throw new BundleException(origin + ": " + complaint(e), e);
        } catch (JacksonException e) {
            throw new BundleException(origin + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BundleException(origin + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void requireFormat(JsonNode tree, String origin) {
        JsonNode format = tree.path("format");
        if (!format.isInt()) {
            throw new BundleException(origin + ": key \"format\" is missing or no whole number");
        }
        if (format.intValue() != Manifest.FORMAT) {
            throw new BundleException(origin + " has format " + format + ", this version of antidote reads format "
                    + Manifest.FORMAT + "; use the version that wrote it, or train again");
        }
    }

    private static String complaint(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown key \"" + keyOf(unknown) + "\"";
        }
        Throwable cause = e.getCause();
        if (cause instanceof NullPointerException) {
            return "key \"" + cause.getMessage() + "\" is null";
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

    private static final class InstantWriter extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class InstantReader extends JsonDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.getText();
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw JsonMappingException.from(in, "\"" + text + "\" is no instant such as 2026-01-31T12:00:00Z", e);
            }
        }
    }
}
