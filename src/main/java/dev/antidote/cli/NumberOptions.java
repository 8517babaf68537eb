package dev.antidote.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads the numbers of a command line, and says what is no number in the user's words and not in Java's. */
final class NumberOptions {
    private static final String WHOLE = "a whole number";

    private NumberOptions() {}

    /** For a command and all below it, which must be there already. */
    static void register(CommandLine line) {
        line.registerConverter(int.class, given -> read(given, Integer::valueOf, WHOLE));
        line.registerConverter(Integer.class, given -> read(given, Integer::valueOf, WHOLE));
        line.registerConverter(long.class, given -> read(given, Long::valueOf, WHOLE));
        line.registerConverter(Long.class, given -> read(given, Long::valueOf, WHOLE));
        line.registerConverter(double.class, given -> read(given, Double::valueOf, "a number"));
        line.registerConverter(Double.class, given -> read(given, Double::valueOf, "a number"));
    }

    private static <T> T read(String given, Function<String, T> reader, String kind) {
        try {
            return reader.apply(given);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + given + "' is not " + kind + " that fits here");
        }
    }
}
