package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as a user runs it, with a shorter training than usual: what it streams must be exact all the same. */
class DemoIT {
    private static final List<String> FIGURES = List.of(
            "/undefended/ca",
            "/undefended/asr",
            "/undefended/floor",
            "/defended/ca",
            "/defended/asr",
            "/defended/floor",
            "/ablation/asr",
            "/throughput",
            "/latency/p50",
            "/latency/p99");

    private final Path home;

    DemoIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void shouldJudgeEveryRequestOnceAndTellInFiguresAndInAPage() throws IOException, InterruptedException {
        int code = run("demo", "--requests", "200", "--epochs", "2", "--json", "figures.json");

        assertThat(code).as(Files.readString(home.resolve("out.txt"))).isZero();
        JsonNode figures =
                new ObjectMapper().readTree(home.resolve("figures.json").toFile());
        assertThat(figures.at("/requests/sent").asLong()).isEqualTo(200);
        assertThat(figures.at("/requests/judged").asLong()).isEqualTo(200);
        assertThat(figures.at("/requests/lost").asLong()).isZero();
        assertThat(figures.at("/requests/duplicated").asLong()).isZero();
        assertThat(FIGURES)
                .allSatisfy(path -> assertThat(figures.at(path).isNumber()).isTrue());
        assertThat(home.resolve("antidote-demo.html"))
                .content()
                .contains("<html")
                .doesNotContain("src=\"http");
    }

    @Test
    void shouldShowHelpOnEveryCommand() throws IOException, InterruptedException {
        for (String command : List.of("demo", "train", "eval", "serve", "topics")) {
            assertThat(run(command, "--help")).isZero();
            assertThat(home.resolve("out.txt")).content().startsWith("Usage: antidote " + command);
        }
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-jar",
                System.getProperty("antidote.jar")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out.txt").toFile());
        builder.environment().put("ANTIDOTE_CACHE", home.resolve("cache").toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(15, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
