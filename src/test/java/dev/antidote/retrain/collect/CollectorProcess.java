package dev.antidote.retrain.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The parent's handle on a {@link CollectorChild}. */
final class CollectorProcess implements AutoCloseable {
    private final Process process;
    private final Path errors;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private final Thread reader = new Thread(this::listen, "collector-output");

    private CollectorProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        reader.setDaemon(true);
        reader.start();
    }

    static CollectorProcess start(String topic, Map<String, String> flags, Path directory) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // a short life: start quickly
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                CollectorChild.class.getName(),
                topic));
        flags.forEach((key, value) -> command.add(key + "=" + value));
        Path errors = Files.createTempFile(directory, "collector-", ".log");
        return new CollectorProcess(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    private void listen() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // killed in the middle of a line
        }
    }

    /** How many batches it has put into the store. */
    int batches() {
        return (int) lines.stream()
                .filter(line -> line.startsWith(CollectorChild.TAKEN))
                .count();
    }

    /** How many records it took in that were not there before. */
    long records() {
        return lines.stream()
                .filter(line -> line.startsWith(CollectorChild.TAKEN))
                .mapToLong(line -> Long.parseLong(line.split(" ", -1)[1]))
                .sum();
    }

    /** SIGKILL, after so long. */
    void killIn(int millis) throws InterruptedException {
        assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS))
                .as("%s", this)
                .isFalse();
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, and the orderly end that must follow. */
    void terminate() throws InterruptedException {
        assertThat(process.toHandle().destroy())
                .isTrue(); // Process.destroy() would close its input too, which ends it at once
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("%s", this).isTrue();
        reader.join();
        assertThat(lines).as("%s", this).contains(CollectorChild.CLOSED);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** What it said, for the messages of failed tests. */
    @Override
    public String toString() {
        try {
            return "collector " + process.pid() + ": " + lines + "\n" + Files.readString(errors);
        } catch (IOException e) {
            return "collector " + process.pid() + ": " + lines + " (" + e + ")";
        }
    }
}
