package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The parent's handle on a {@link GuardChild}. */
final class GuardProcess implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final String RUNNING = "RUNNING";

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Path errors;

    private GuardProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /** Starts a guard with these flags; what it complains of goes into a file of {@code directory}. Returns at once. */
    static GuardProcess start(Map<String, String> flags, Path directory) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // a short life: start quickly
                "-Djava.io.tmpdir=" + directory,
                "-Dantidote.test.log=" + System.getProperty("antidote.test.log", "ERROR"),
                "-cp",
                System.getProperty("java.class.path"),
                GuardChild.class.getName()));
        flags.forEach((key, value) -> command.add(key + "=" + value));
        Path errors = Files.createTempFile(directory, "guard-", ".log");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        GuardProcess guard = new GuardProcess(process, errors);
        Thread reader = new Thread(guard::listen, "guard-output");
        reader.setDaemon(true);
        reader.start();
        return guard;
    }

    private void listen() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // killed in the middle of a line
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it is RUNNING, by the last state that it said. */
    boolean isRunning() {
        List<String> states =
                lines.stream().filter(line -> !line.equals(GuardChild.WORKING)).toList();
        return !states.isEmpty() && states.get(states.size() - 1).equals(RUNNING);
    }

    /** How often it has become RUNNING. */
    int timesRunning() {
        return (int) lines.stream().filter(RUNNING::equals).count();
    }

    /** Whether it found work in flight when it started. */
    boolean hasRestored() {
        return lines.contains(GuardChild.RESTORING);
    }

    /** Waits until it restores what was in flight, or takes in another record because nothing was. */
    void awaitRestoring() {
        await().pollInterval(LOOK).atMost(END).until(() -> hasRestored() || lines.contains(GuardChild.WORKING));
    }

    /** Lets it be for so long, unless it ends before. */
    void leaveAlone(Duration time) throws InterruptedException {
        assertThat(process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS))
                .as("ended by itself: %s", this)
                .isFalse();
    }

    /** SIGKILL: it gets no chance to do anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, and the orderly end that must follow. */
    void terminate() throws IOException, InterruptedException {
        signal("TERM");
        awaitEnd();
        assertThat(lines).as("%s", this).contains(GuardChild.CLOSED);
    }

    /** SIGSTOP: it stands still and does not know. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process sender = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(sender.waitFor()).as("kill -%s", name).isZero();
    }

    private void awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(END.toSeconds(), TimeUnit.SECONDS))
                .as("ends: %s", this)
                .isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** What it said and complained of, for the messages of failed tests. */
    @Override
    public String toString() {
        try {
            return "guard " + process.pid() + ": " + lines + "\n" + Files.readString(errors);
        } catch (IOException e) {
            return "guard " + process.pid() + ": " + lines + " (" + e + ")";
        }
    }
}
