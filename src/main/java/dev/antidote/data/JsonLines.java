package dev.antidote.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One JSON object a line; empty lines are skipped, and a label is a string or an integer. */
final class JsonLines implements RowFormat {
    /** Keeps a file without line ends from filling the memory; in characters. */
    private static final int MAX_LINE = 1 << 22;

    private final ObjectReader json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(JsonNode.class);

    @Override
    public void read(Place place, Utf8Reader in, ColumnNames columns, Consumer<RawRow> rows) throws IOException {
        BufferedReader lines = new BufferedReader(in);
        long number = 0;
        for (String line = next(place, lines, 1); line != null; line = next(place, lines, number + 1)) {
            number++;
            if (!line.isBlank()) {
                rows.accept(row(place, number, line, columns));
            }
        }
    }

    /** Reads one line without its end, or null after the last one. */
    private static @Nullable String next(Place place, BufferedReader in, long number) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() == MAX_LINE) {
                throw place.error(
                        number, "is longer than " + MAX_LINE + " characters; JSONL wants one JSON object a line");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private RawRow row(Place place, long number, String line, ColumnNames columns) {
        JsonNode object = parse(place, number, line);
        JsonNode text = value(place, number, object, columns.text());
        if (!text.isTextual()) {
            throw place.error(number, "the text is not a string but " + text.getNodeType() + "; put it in quotes");
        }
        JsonNode label = value(place, number, object, columns.label());
        if (!label.isTextual() && !label.isIntegralNumber()) {
            throw place.error(
                    number,
                    "the label is neither a string nor an integer but " + label.getNodeType() + "; put it in quotes");
        }
        return new RawRow(number, text.asText(), label.asText());
    }

    private JsonNode parse(Place place, long number, String line) {
        JsonNode node;
        try {
            node = json.readTree(line);
        } catch (JsonProcessingException e) {
            String hint = line.stripLeading().startsWith("[") ? "; a JSON array is no JSONL" : "";
            String fault = e.getOriginalMessage().lines().findFirst().orElse("");
            throw place.error(
                    number, "is not a JSON object (" + fault + ")" + hint + "; one object a line is needed", e);
        }
        if (!node.isObject()) {
            throw place.error(
                    number, "is not a JSON object but " + node.getNodeType() + "; one object a line is needed");
        }
        return node;
    }

    private static JsonNode value(Place place, long number, JsonNode object, ColumnNames.Column key) {
        JsonNode value = object.get(key.name());
        if (value == null) {
            List<String> found = new ArrayList<>();
            object.fieldNames().forEachRemaining(found::add);
            throw place.error(number, Columns.missing("key", key, found));
        }
        if (value.isNull()) {
            throw place.error(
                    number, "the value of " + Place.quote(key.name()) + " is null; fill it in or remove the row");
        }
        return value;
    }
}
