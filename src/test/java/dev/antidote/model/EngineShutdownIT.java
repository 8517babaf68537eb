package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The engine crashes a process that ends while a thread is inside it; ours must not. */
@DisabledOnOs(OS.WINDOWS)
class EngineShutdownIT {
    private static final int TERMINATED = 128 + 15;

    @RepeatedTest(3)
    void shouldEndInOrderInTheMiddleOfWork(@TempDir Path directory) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessTraining.class.getName())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            awaitSteps(output, 10);

            process.toHandle().destroy(); // not Process.destroy, which closes the output

            List<String> rest = output.lines().toList();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("%s", rest).isEqualTo(TERMINATED);
            assertThat(rest).contains("drained 1").noneMatch(line -> line.contains("SIGSEGV"));
        } finally {
            process.destroyForcibly();
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).noneMatch(file -> file.toString().contains("hs_err"));
        }
    }

    private static void awaitSteps(BufferedReader output, int steps) throws IOException {
        int seen = 0;
        for (String line = output.readLine(); seen < steps; line = output.readLine()) {
            assertThat(line).as("the process ended early").isNotNull();
            seen += line.equals("step") ? 1 : 0;
        }
    }
}
