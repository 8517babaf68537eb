package dev.antidote.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.TypeConversionException;

/** Reads a choice of few words as its help writes it, in any case, and names the words where it is none of them. */
final class ChoiceOptions {
    private ChoiceOptions() {}

    /** For a command and all below it, which must be there already. */
    static void register(CommandLine line) {
        register(line, line);
    }

    private static void register(CommandLine root, CommandLine line) {
        for (ArgSpec option : line.getCommandSpec().args()) {
            Class<?> type = option.auxiliaryTypes()[0];
            if (type.isEnum()) {
                register(root, type.asSubclass(Enum.class));
            }
        }
        line.getSubcommands().values().forEach(below -> register(root, below));
    }

    @SuppressWarnings("rawtypes") // a class that is known at run time only
    private static <E extends Enum> void register(CommandLine root, Class<E> type) {
        root.registerConverter(type, given -> read(given, type));
    }

    private static <E> E read(String given, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(choice -> plain(choice).equals(plain(given)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + given + "' is none of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Object::toString)
                                .collect(Collectors.joining(", "))));
    }

    /** Without case, and as in Java's names: {@code label-studio} is {@code LABEL_STUDIO}. */
    private static String plain(Object word) {
        return word.toString().toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
