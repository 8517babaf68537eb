package dev.antidote.data;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A data file as the messages about it name it. */
record Place(Path path) {
    private static final int SHOWN_NAMES = 12;
    private static final int SHOWN_LENGTH = 60;

    InputException error(String cause) {
        return error(cause, null);
    }

    InputException error(String cause, @Nullable Throwable origin) {
        return new InputException(path + ": " + oneLine(cause), origin);
    }

    InputException error(long line, String cause) {
        return error(line, cause, null);
    }

    InputException error(long line, String cause, @Nullable Throwable origin) {
        return new InputException(path + ", line " + line + ": " + oneLine(cause), origin);
    }

    /** Quotes a value of the file, cut to a length that fits in a message. */
    static String quote(String value) {
        String shown = value.length() <= SHOWN_LENGTH ? value : value.substring(0, SHOWN_LENGTH) + "...";
        return '"' + shown + '"';
    }

    /** Lists values of the file, the first few of them. */
    static String quote(Collection<String> values) {
        String shown = values.stream().limit(SHOWN_NAMES).map(Place::quote).collect(Collectors.joining(", "));
        return values.size() <= SHOWN_NAMES ? shown : shown + " and " + (values.size() - SHOWN_NAMES) + " more";
    }

    private static String oneLine(String cause) {
        StringBuilder line = new StringBuilder(cause.length());
        cause.codePoints().forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return line.toString();
    }
}
