package dev.antidote.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns whatever ended a command into one line and an exit code. Expected failures are those whose classes the composition root
 * lists; their message is written for the user and printed as it is. All others are faults of ours: the trace goes to a file.
 */
final class Failures {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Terminal terminal;
    private final Path cache;
    private final Clock clock;
    private final List<Class<? extends Exception>> expected;

    Failures(Terminal terminal, Path cache, Clock clock, List<Class<? extends Exception>> expected) {
        this.terminal = terminal;
        this.cache = cache;
        this.clock = clock;
        this.expected = List.copyOf(expected);
    }

    /** Tells the user, and says which exit code that makes. */
    int report(Throwable failure, boolean debug) {
        if (isInterruption(failure)) {
            terminal.complain("antidote: interrupted");
            return ExitCode.INTERRUPTED;
        }
        if (debug) {
            terminal.complain(trace(failure).stripTrailing());
        }
        Optional<Throwable> known = causes(failure)
                .filter(cause -> expected.stream().anyMatch(type -> type.isInstance(cause)))
                .findFirst();
        if (known.isPresent()) {
            complain(known.get().getMessage());
            return ExitCode.USAGE;
        }
        complain(unexpected(failure, debug));
        return ExitCode.UNEXPECTED;
    }

    /** One line, whatever the message was made of. */
    void complain(@Nullable String message) {
        terminal.complain("antidote: " + String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " "));
    }

    private String unexpected(Throwable failure, boolean debug) {
        String what = "this should not have happened: " + failure + hint(failure);
        if (debug) {
            return what;
        }
        try {
            Path file = cache.resolve("log").resolve("crash-" + STAMP.format(clock.instant()) + ".log");
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, trace(failure));
            return what + "; the details are in " + file;
        } catch (IOException e) {
            return what + "; run it again with --debug for the details (they cannot be written to " + cache + ")";
        }
    }

    private static String hint(Throwable failure) {
        return failure instanceof OutOfMemoryError ? "; give Java more memory, as in: java -Xmx4g -jar ..." : "";
    }

    private static boolean isInterruption(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof InterruptedException || cause instanceof CancellationException);
    }

    /** The failure, and what other threads and the parser wrapped it in; deeper causes are somebody's own business. */
    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Failures::unwrap);
    }

    @SuppressWarnings("NullAway") // null ends the iteration above
    private static Throwable unwrap(Throwable failure) {
        boolean wrapper = failure instanceof ExecutionException
                || failure instanceof CompletionException
                || failure instanceof picocli.CommandLine.ExecutionException;
        return wrapper ? failure.getCause() : null;
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
