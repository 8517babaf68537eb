package dev.antidote.wire;

import dev.antidote.wire.avro.Request;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The formats in which a requests topic may be written; one a topic. */
public enum RequestFormat {
    /** {@code Request} of schemas/request.avsc in the Confluent wire format. */
    AVRO,
    /** A JSON object with {@code id} and {@code text}. */
    JSON,
    /** Nothing but the text, in UTF-8. */
    TEXT;

    /**
     * The format of a name, in any case.
     *
     * @throws IllegalArgumentException naming {@code key} and the formats that exist
     */
    public static RequestFormat named(String key, String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(name.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        key + ": '" + name + "' is no request format, use one of " + names()));
    }

    /** The decoder of this format; {@code serdes} are asked for only where a registry is needed. */
    public RequestDecoder decoder(Supplier<RecordSerdes> serdes) {
        return switch (this) {
            case AVRO -> RequestDecoder.avro(serdes.get().values(Request.class).deserializer());
            case JSON -> RequestDecoder.json();
            case TEXT -> RequestDecoder.text();
        };
    }

    private static String names() {
        return Arrays.stream(values())
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
