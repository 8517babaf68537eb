package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.antidote.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The parent's handle on a {@link GuardChild}. */
final class GuardProcess implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final String RUNNING = "RUNNING";

    private final ChildJvm child;

    private GuardProcess(ChildJvm child) {
        this.child = child;
    }

    /** Starts a guard with these flags; what it complains of goes into a file of {@code directory}. Returns at once. */
    static GuardProcess start(Map<String, String> flags, Path directory) throws IOException {
        List<String> options =
                List.of("-Xmx192m", "-Dantidote.test.log=" + System.getProperty("antidote.test.log", "ERROR"));
        List<String> arguments = flags.entrySet().stream()
                .map(flag -> flag.getKey() + "=" + flag.getValue())
                .toList();
        return new GuardProcess(ChildJvm.start("guard", GuardChild.class, directory, options, arguments));
    }

    boolean isAlive() {
        return child.process().isAlive();
    }

    /** Whether it is RUNNING, by the last state that it said. */
    boolean isRunning() {
        List<String> states = child.lines().stream()
                .filter(line -> !line.equals(GuardChild.WORKING))
                .toList();
        return !states.isEmpty() && states.get(states.size() - 1).equals(RUNNING);
    }

    /** How often it has become RUNNING. */
    int timesRunning() {
        return (int) child.lines().stream().filter(RUNNING::equals).count();
    }

    /** Whether it found work in flight when it started. */
    boolean hasRestored() {
        return child.lines().contains(GuardChild.RESTORING);
    }

    /** Waits until it restores what was in flight, or takes in another record because nothing was. */
    void awaitRestoring() {
        await().pollInterval(LOOK)
                .atMost(END)
                .until(() -> hasRestored() || child.lines().contains(GuardChild.WORKING));
    }

    /** Lets it be for so long, unless it ends before. */
    void leaveAlone(Duration time) throws InterruptedException {
        assertThat(child.process().waitFor(time.toMillis(), TimeUnit.MILLISECONDS))
                .as("ended by itself: %s", this)
                .isFalse();
    }

    /** SIGKILL: it gets no chance to do anything. */
    void kill() throws InterruptedException {
        child.process().destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, and the orderly end that must follow. */
    void terminate() throws IOException, InterruptedException {
        signal("TERM");
        awaitEnd();
        assertThat(child.lines()).as("%s", this).contains(GuardChild.CLOSED);
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
        Process sender = new ProcessBuilder(
                        "kill", "-" + name, Long.toString(child.process().pid()))
                .start();
        assertThat(sender.waitFor()).as("kill -%s", name).isZero();
    }

    private void awaitEnd() throws InterruptedException {
        assertThat(child.process().waitFor(END.toSeconds(), TimeUnit.SECONDS))
                .as("ends: %s", this)
                .isTrue();
    }

    @Override
    public void close() {
        child.close();
    }

    /** What it said and complained of, for the messages of failed tests. */
    @Override
    public String toString() {
        return child.toString();
    }
}
