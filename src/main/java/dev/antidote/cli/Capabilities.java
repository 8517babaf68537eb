package dev.antidote.cli;

import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the user's terminal can show.
 *
 * @param interactive whether a line may be drawn over itself; never in a pipe or a CI log
 * @param colour whether escape sequences for colour are welcome
 * @param unicode whether box-drawing characters arrive as such
 */
public record Capabilities(boolean interactive, boolean colour, boolean unicode) {
    /** A pipe or a log file: lines of ASCII. */
    public static final Capabilities PLAIN = new Capabilities(false, false, false);

    /** Finds out; {@code NO_COLOR}, {@code CI} and {@code TERM=dumb} are respected. */
    @SuppressWarnings("SystemConsoleNull") // null in a pipe until Java 21; from 22 on isTerminal below says so
    public static Capabilities detect() {
        Console console = System.console();
        return of(console != null && isTerminal(console), charset(console), System::getenv);
    }

    static Capabilities of(boolean terminal, Charset charset, CacheDirectory.Lookup environment) {
        String term = environment.find("TERM");
        boolean dumb = term == null || term.toLowerCase(Locale.ROOT).equals("dumb");
        boolean interactive = terminal && !dumb && environment.find("CI") == null;
        String noColour = environment.find("NO_COLOR"); // https://no-color.org: any value but an empty one
        boolean colour = interactive && (noColour == null || noColour.isEmpty());
        return new Capabilities(interactive, colour, charset.equals(StandardCharsets.UTF_8));
    }

    /** From Java 22 on, {@code System.console()} answers in a pipe too, and says so through a method that 17 does not have. */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException beforeJava22) {
            return true;
        }
    }

    private static Charset charset(@Nullable Console console) {
        return console == null ? Charset.defaultCharset() : console.charset();
    }
}
