package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C and SIGTERM at several moments of a real process. */
class ShutdownIT {
    private final Path home;
    private final List<Process> started = new ArrayList<>();

    ShutdownIT(@TempDir Path home) {
        this.home = home;
    }

    /** Some of them train for ever: one that a test left would take a processor from all that come after it. */
    @AfterEach
    void killWhatIsLeft() {
        started.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @CsvSource({
        "training, INT, 130",
        "training, TERM, 143",
        "blocked, INT, 130",
        "blocked, TERM, 143",
        "deaf, INT, 130",
        "throwing, INT, 130",
        "throwing, TERM, 143"
    })
    void shouldEndCleanlyOnASignal(String kind, String signal, int code) throws Exception {
        Child child = start("work", kind);
        Path temporary = child.awaitReady();

        child.signal(signal);

        assertThat(child.exitCode()).isEqualTo(code);
        assertThat(temporary).doesNotExist();
        assertThat(child.stdout()).contains("closed");
        assertNoTrace(child);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 60, 120, 250})
    void shouldEndAtAnyMomentOfItsStart(int millis) throws Exception {
        Child child = start("work", "training");
        child.process.waitFor(millis, TimeUnit.MILLISECONDS);

        child.signal("TERM");

        assertThat(child.exitCode()).isEqualTo(143);
        assertNoTrace(child);
        assertThat(child.stdout()).doesNotContain("ended by itself");
    }

    @Test
    void shouldEndWithinItsBoundThoughACloserHangs() throws Exception {
        Child child = start("work", "hanging-closer");
        child.awaitReady();
        long before = System.nanoTime();

        child.signal("TERM");

        assertThat(child.exitCode()).isEqualTo(143);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(ShutdownChild.BOUND, ShutdownChild.BOUND.plusSeconds(10));
    }

    @Test
    void shouldEndByItself() throws Exception {
        Child child = start("work", "brief");
        Path temporary = child.awaitReady();

        assertThat(child.exitCode()).isZero();
        assertThat(temporary).doesNotExist();
        assertThat(child.stdout()).containsExactly("ended by itself", "closed");
        assertNoTrace(child);
    }

    private void assertNoTrace(Child child) throws IOException {
        assertThat(child.stderr()).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(home).isDirectoryNotContaining("glob:**hs_err*");
        assertThat(home.resolve("cache/log"))
                .satisfiesAnyOf(log -> assertThat(log).doesNotExist(), log -> assertThat(log)
                        .isDirectoryNotContaining("glob:**crash*"));
    }

    private Child start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dantidote.cache=" + home.resolve("cache"),
                "-Djava.io.tmpdir=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                ShutdownChild.class.getName()));
        command.addAll(List.of(arguments));
        Path stderr = home.resolve("stderr");
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectError(stderr.toFile())
                .start();
        started.add(process);
        return new Child(process, process.inputReader(StandardCharsets.UTF_8), stderr);
    }

    /** A shell that starts a job in the background makes it deaf to SIGINT, and Java respects that in its children too. */
    static boolean hearsInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return true;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .noneMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    private record Child(Process process, BufferedReader output, Path errors) {
        Path awaitReady() throws IOException {
            String line = output.readLine();
            assertThat(line).as("stderr: %s", stderr()).startsWith("READY ");
            return Path.of(line.substring("READY ".length()));
        }

        void signal(String name) throws IOException, InterruptedException {
            assumeTrue(name.equals("TERM") || hearsInterrupts(), "this process was started deaf to SIGINT");
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }

        int exitCode() throws InterruptedException {
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            assertThat(ended).as("ended within a minute").isTrue();
            return process.exitValue();
        }

        List<String> stdout() {
            return output.lines().toList();
        }

        String stderr() throws IOException {
            return Files.readString(errors);
        }
    }
}
