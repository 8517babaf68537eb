package dev.antidote.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A header row, then one row a record, fields quoted as RFC 4180 says: a quoted field may hold separators and line ends, and a
 * doubled quote stands for one. Empty lines are skipped.
 */
final class Delimited implements RowFormat {
    /** Keeps an open quote from filling the memory with the rest of the file; in characters. */
    private static final int MAX_FIELD = 1 << 22;

    private final CsvFactory factory = CsvFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MAX_FIELD).build())
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    private final CsvSchema schema;

    Delimited(char separator) {
        schema = CsvSchema.builder().setColumnSeparator(separator).build();
    }

    @Override
    public void read(Place place, Utf8Reader in, ColumnNames wanted, Consumer<RawRow> rows) throws IOException {
        try (CsvParser parser = factory.createParser(in)) {
            parser.setSchema(schema);
            // The array around all rows; without rows there is none.
            parser.nextToken();
            Line header = next(place, parser);
            if (header == null) {
                return;
            }
            Columns columns = Columns.find(place, header.number(), header.fields(), wanted);
            for (Line line = next(place, parser); line != null; line = next(place, parser)) {
                rows.accept(row(place, line, columns));
            }
        }
    }

    private static RawRow row(Place place, Line line, Columns columns) {
        List<String> fields = line.fields();
        if (fields.size() != columns.count()) {
            throw place.error(
                    line.number(),
                    "has " + fields.size() + " fields where the header has " + columns.count()
                            + "; put quotes around a field that holds a separator");
        }
        return new RawRow(line.number(), fields.get(columns.text()), fields.get(columns.label()));
    }

    private static @Nullable Line next(Place place, CsvParser parser) throws IOException {
        long start = parser.currentLocation().getLineNr();
        try {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            start = parser.currentLocation().getLineNr();
            List<String> fields = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                fields.add(parser.getText());
            }
            return new Line(start, fields);
        } catch (StreamConstraintsException e) {
            throw place.error(start, "holds a field that is far too long; is its quote left open?", e);
        } catch (JsonProcessingException e) {
            String fault = e.getOriginalMessage().lines().findFirst().orElse("");
            throw place.error(
                    start,
                    "cannot be parsed (" + fault + "); close every quote, and double a quote inside a quoted field",
                    e);
        }
    }

    /** The fields of one record and the line where it starts. */
    private record Line(long number, List<String> fields) {}
}
