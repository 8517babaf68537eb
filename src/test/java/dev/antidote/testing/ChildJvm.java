package dev.antidote.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A child process with a main class of the tests, and the lines that it has said by {@link ParentLine}. */
public final class ChildJvm implements AutoCloseable {
    private final String name;
    private final Process process;
    private final Path errors;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private ChildJvm(String name, Process process, Path errors) {
        this.name = name;
        this.process = process;
        this.errors = errors;
        this.reader = new Thread(this::listen, name + "-output");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts one, made to start quickly for a short life. Returns at once.
     *
     * @param name stands for it in messages
     * @param directory for its temporary files, and a file of what it complains of
     * @param options of Java, such as its memory
     */
    public static ChildJvm start(
            String name, Class<?> main, Path directory, Collection<String> options, Collection<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + directory));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Path errors = Files.createTempFile(directory, name + "-", ".log");
        return new ChildJvm(
                name, new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    private void listen() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // killed in the middle of a line
        }
    }

    /** The process itself. */
    public Process process() {
        return process;
    }

    /** What it has said so far; grows. */
    public List<String> lines() {
        return lines;
    }

    /** Waits until all that an ended process said is in {@link #lines}. */
    public void readToEnd() throws InterruptedException {
        reader.join();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** What it said and complained of, for the messages of failed tests. */
    @Override
    public String toString() {
        try {
            return name + " " + process.pid() + ": " + lines + "\n" + Files.readString(errors);
        } catch (IOException e) {
            return name + " " + process.pid() + ": " + lines + " (" + e + ")";
        }
    }
}
