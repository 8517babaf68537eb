package dev.antidote.data;

import java.io.IOException;
import java.util.function.Consumer;

/** One way to write rows into a text file. */
interface RowFormat {
    /** Hands on every row, in order; throws {@link InputException} at the first that is wrong. */
    void read(Place place, Utf8Reader in, ColumnNames columns, Consumer<RawRow> rows) throws IOException;
}
