package dev.antidote.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads labelled text from JSONL ({@code .jsonl}, {@code .ndjson}), CSV ({@code .csv}) or TSV ({@code .tsv}) in UTF-8. Keys and
 * columns other than the two wanted are ignored; label names lose the white space around them; texts stay as they are.
 *
 * <p>Whatever is wrong with a file is an {@link InputException} with one line for the person who wrote it.
 *
 * @param columns which columns to read
 * @param limits what a file may hold
 */
public record DatasetReader(ColumnNames columns, ReadLimits limits) {
    private static final String MISSING = "there is no such file; check the path";
    private static final String EXTENSIONS = ".jsonl, .ndjson, .csv or .tsv";

    /** Reads the columns "text" and "label" within the standard limits. */
    public static DatasetReader standard() {
        return new DatasetReader(ColumnNames.STANDARD, ReadLimits.STANDARD);
    }

    /** Reads other columns. */
    public DatasetReader withColumns(ColumnNames other) {
        return new DatasetReader(other, limits);
    }

    /** Reads within other limits. */
    public DatasetReader withLimits(ReadLimits other) {
        return new DatasetReader(columns, other);
    }

    /**
     * Reads a training set: its labels are those that occur, at least two, sorted (as numbers if all are integers), so that the
     * order of the rows does not matter.
     */
    public Dataset read(Path path) {
        return rows(path).dataset();
    }

    /**
     * Reads a set whose labels are known, such as a test set; not all of them must occur.
     *
     * @param labels the names, in the order that the indices mean; any other in the file is an error
     */
    public Dataset read(Path path, List<String> labels) {
        return rows(path).dataset(labels);
    }

    private Rows rows(Path path) {
        Place place = new Place(path);
        RowFormat format = format(place);
        Rows rows = new Rows(place, limits);
        try {
            if (Files.isDirectory(path)) {
                throw place.error("is a directory; name a file that ends in " + EXTENSIONS);
            }
            if (Files.isRegularFile(path) && Files.size(path) == 0) {
                throw place.error("is empty; write some rows into it");
            }
            try (InputStream in = Files.newInputStream(path)) {
                format.read(place, new Utf8Reader(place, in), columns, rows::add);
            }
        } catch (NoSuchFileException e) {
            throw place.error(MISSING, e);
        } catch (AccessDeniedException e) {
            throw place.error("may not be read by this user; change its permissions", e);
        } catch (IOException e) {
            throw place.error("cannot be read (" + e.getMessage() + "); check the disk and the path", e);
        }
        return rows;
    }

    private static RowFormat format(Place place) {
        Path file = place.path().getFileName();
        String name = file == null ? "" : file.toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        RowFormat format = Map.of(
                        "jsonl", new JsonLines(),
                        "ndjson", new JsonLines(),
                        "csv", new Delimited(','),
                        "tsv", new Delimited('\t'))
                .get(extension);
        if (format != null) {
            return format;
        }
        if (Files.isDirectory(place.path())) {
            throw place.error("is a directory; name a file that ends in " + EXTENSIONS);
        }
        if (!Files.exists(place.path())) {
            throw place.error(MISSING);
        }
        if (extension.equals("json")) {
            throw place.error("one JSON value with all rows is not read; write an object in each line, into a file that"
                    + " ends in .jsonl");
        }
        throw place.error("the ending says no known format; rename the file so that it ends in " + EXTENSIONS);
    }
}
