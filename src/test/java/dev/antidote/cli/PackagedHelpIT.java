package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program finds its libraries and explains every command. */
class PackagedHelpIT {
    private final Path home;

    PackagedHelpIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void shouldShowHelpOnEveryCommand() throws IOException, InterruptedException {
        for (String command : List.of(
                "demo", "train", "eval", "serve", "topics", "replay", "collect", "review", "lab", "probe", "keys",
                "bundle", "release", "bench")) {
            assertThat(help(command)).isZero();
            assertThat(home.resolve("out.txt"))
                    .content()
                    .startsWith("Usage: antidote " + command)
                    .as("defaults that say nothing")
                    .doesNotContainPattern("\\R\\s+Default: *(\\{}|\\[])?\\R");
        }
    }

    private int help(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("antidote.jar"),
                        command,
                        "--help")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out.txt").toFile());
        builder.environment().put("ANTIDOTE_CACHE", home.resolve("cache").toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
