package dev.antidote.cli.loop;

import dev.antidote.cli.Antidote;
import dev.antidote.cli.CommandException;
import dev.antidote.cli.Interruption;
import dev.antidote.cli.ParentWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The processes of a story: this program's own commands, with the classes of this process. They end with it, even if it is killed
 * ({@link ParentWatch}). Their environment holds no settings of Antidote's, which are meant for the user's own guard. Thread-safe.
 */
final class Children implements AutoCloseable {
    private static final String SETTINGS = "ANTIDOTE_";
    private static final Duration END = Duration.ofSeconds(10);

    private final Path logs;
    private final Path cache;
    private final Interruption interruption;
    private final List<Child> lasting = new CopyOnWriteArrayList<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /**
     * No processes yet.
     *
     * @param logs an existing directory for what they say
     * @param cache the cache directory that they use
     */
    Children(Path logs, Path cache, Interruption interruption) {
        this.logs = logs;
        this.cache = cache;
        this.interruption = interruption;
    }

    /**
     * A command that was given.
     *
     * @param line as a user would type it, without the program's name
     * @param code how it ended; -1 for one that ends with the story
     * @param took how long
     */
    record Call(String line, int code, Duration took) {}

    /** Runs a command that must succeed; returns what it printed. */
    String run(String... arguments) throws InterruptedException {
        Child child = call(told -> {}, List.of(), arguments);
        if (calls.get(calls.size() - 1).code() != 0) {
            throw child.ended();
        }
        return child.result();
    }

    /** Runs a command to whatever end; {@code waiting} hears now and then all lines that it has told so far. */
    int run(Consumer<List<String>> waiting, List<String> java, String... arguments) throws InterruptedException {
        call(waiting, java, arguments);
        return calls.get(calls.size() - 1).code();
    }

    private Child call(Consumer<List<String>> waiting, List<String> java, String... arguments)
            throws InterruptedException {
        long start = System.nanoTime();
        Child child = launch(arguments[0], java, arguments);
        try {
            int code = child.await(() -> {
                interruption.check();
                requireAlive();
                waiting.accept(child.told());
            });
            calls.add(new Call(String.join(" ", arguments), code, Duration.ofNanos(System.nanoTime() - start)));
            return child;
        } finally {
            child.close();
        }
    }

    /** Starts a command that runs until the story's end. */
    Child start(String name, List<String> java, String... arguments) {
        Child child = launch(name, java, arguments);
        lasting.add(child);
        calls.add(new Call(String.join(" ", arguments), -1, Duration.ZERO));
        return child;
    }

    /** All commands that have ended, and those that last, in their order. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    /**
     * Makes sure that all those still run that shall.
     *
     * @throws CommandException naming one that does not
     */
    void requireAlive() {
        lasting.forEach(Child::requireAlive);
    }

    /** Ends one that was to last, in order. */
    boolean end(Child child, Duration bound) {
        lasting.remove(child);
        child.terminate();
        return child.awaitEnd(bound);
    }

    private Child launch(String name, List<String> java, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // the second compiler would take its time from two processors
                "-D" + ParentWatch.PROPERTY + "=true",
                "-Dantidote.cache=" + cache,
                "-Djava.io.tmpdir=" + logs));
        command.addAll(java);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Antidote.class.getName()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile(logs, name + "-", ".out");
            Path errors = Files.createTempFile(logs, name + "-", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().keySet().removeIf(key -> key.startsWith(SETTINGS));
            return new Child(name, builder.start(), output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException("no process could be started for " + name + ": " + e.getMessage(), e);
        }
    }

    /** Ends all that run, at once. */
    @Override
    public void close() {
        List<Child> running = List.copyOf(lasting);
        lasting.clear();
        running.forEach(Child::terminate);
        long deadline = System.nanoTime() + END.toNanos();
        running.forEach(child -> child.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
    }
}
