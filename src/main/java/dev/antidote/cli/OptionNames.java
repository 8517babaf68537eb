package dev.antidote.cli;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Gives complaints the names that the user knows. A validating constructor knows its component, as in {@code rho: 2 is outside
 * (0, 1]}, and not the option that it was read from, {@code --rho}.
 */
final class OptionNames {
    private OptionNames() {}

    /** The same failure; what {@link CommandException#validated} made of a complaint begins with the option, if there is one. */
    static Exception in(Exception failure, CommandLine command) {
        String message = failure.getMessage();
        boolean complaint =
                failure instanceof CommandException && failure.getCause() instanceof IllegalArgumentException;
        if (!complaint || message == null || !message.contains(": ")) {
            return failure;
        }
        String key = message.substring(0, message.indexOf(": "));
        Set<String> options = command.getCommandSpec().optionsMap().keySet();
        return Stream.of(option(key), option(key.substring(key.lastIndexOf(' ') + 1)))
                .filter(options::contains)
                .findFirst()
                .<Exception>map(name -> new CommandException(name + message.substring(key.length()), failure))
                .orElse(failure);
    }

    /** The option of a component: {@code maxTokens} is {@code --max-tokens}, {@code benign prompt} is {@code --benign-prompt}. */
    private static String option(String key) {
        return "--"
                + key.replaceAll("([a-z])([A-Z])", "$1-$2").replace(' ', '-').toLowerCase(Locale.ROOT);
    }
}
