package dev.antidote.cli.loop;

import dev.antidote.cli.CommandException;
import dev.antidote.cli.Interruption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One command of Antidote in a process of its own. */
final class Child implements AutoCloseable {
    private static final long SLICE_MILLIS = 200;
    private static final Duration END = Duration.ofSeconds(5);
    private static final String COMPLAINT = "antidote: ";

    private final String name;
    private final Process process;
    private final Path output;
    private final Path errors;

    Child(String name, Process process, Path output, Path errors) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** Which it is, for messages. */
    String name() {
        return name;
    }

    /** Waits for its end, calling {@code waiting} now and then. */
    int await(Interruption waiting) throws InterruptedException {
        while (!process.waitFor(SLICE_MILLIS, TimeUnit.MILLISECONDS)) {
            waiting.check();
        }
        return process.exitValue();
    }

    /**
     * Makes sure that it still runs.
     *
     * @throws CommandException if it has ended
     */
    void requireAlive() {
        if (!process.isAlive()) {
            throw ended();
        }
    }

    /** Why it ended, in the words of its last complaint. */
    CommandException ended() {
        return new CommandException(
                "the child process " + name + " ended with exit code " + process.exitValue() + ": " + complaint());
    }

    private String complaint() {
        List<String> lines = lines(errors);
        return lines.stream()
                .filter(line -> line.startsWith(COMPLAINT))
                .reduce((one, other) -> other)
                .map(line -> line.substring(COMPLAINT.length()))
                .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1));
    }

    /** What it has told so far of what it does. */
    List<String> told() {
        return lines(errors);
    }

    /** The result that it printed. */
    String result() {
        return String.join("\n", lines(output));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, as SIGTERM does. */
    void terminate() {
        process.toHandle().destroy(); // Process.destroy() would close its streams too
    }

    /** Waits for an end that was asked for, and kills what stays. */
    boolean awaitEnd(Duration bound) {
        boolean inOrder = false;
        try {
            inOrder = process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!inOrder) {
            process.destroyForcibly();
        }
        return inOrder;
    }

    /** Ends it, in order if it does not take long. */
    @Override
    public void close() {
        terminate();
        awaitEnd(END);
    }
}
