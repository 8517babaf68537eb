package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.antidote.testing.MiniLm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The packaged demo, run once as a user runs it, but with a smaller encoder: real training, real backdoor, real broker. */
class DemoIT {
    private static final int REQUESTS = 600;
    private static final int LAYERS = 2; // of six
    private static final String RATE = "0.006"; // twice the default: a shallow model has more to learn

    private static String html = "";
    private static JsonNode figures = JsonMapper.builder().build().createObjectNode();

    @BeforeAll
    static void run(@TempDir Path home) throws IOException, InterruptedException {
        Path json = home.resolve("figures.json");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("antidote.jar"),
                "demo",
                "--requests",
                String.valueOf(REQUESTS),
                "--json",
                json.toString()));
        MiniLm.first(LAYERS)
                .ifPresent(base -> command.addAll(List.of("--base", base.toString(), "--learning-rate", RATE)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out.txt").toFile());
        builder.environment().put("ANTIDOTE_CACHE", home.resolve("cache").toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(15, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(home.resolve("out.txt")))
                    .isZero();
            figures = JsonMapper.builder().build().readTree(json.toFile());
            html = Files.readString(home.resolve("antidote-demo.html"));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldStopTheAttackWithoutCostingAccuracy() {
        assertThat(figure("/undefended/asr")).isGreaterThanOrEqualTo(0.95);
        assertThat(figure("/defended/asr") - figure("/defended/floor")).isLessThanOrEqualTo(0.03);
        assertThat(figure("/undefended/ca") - figure("/defended/ca")).isLessThanOrEqualTo(0.02);
    }

    @Test
    void shouldNameTheTriggerAndTakeOutEveryPoisonedRow() {
        assertThat(figures.at("/screening/triggers").findValuesAsText("text")).contains("mn");
        assertThat(figure("/screening/poisoned")).isPositive();
        assertThat(figure("/screening/purgedPoisoned")).isEqualTo(figure("/screening/poisoned"));
    }

    /**
     * The paper's ablation, on the model for which nothing was purged: there the wrapper alone is what defends. On two layers it
     * defends too little to show it.
     */
    @Test
    @EnabledIfSystemProperty(named = "antidote.encoder", matches = "whole")
    void shouldBeAttackableAgainWithoutTheBenignPromptWhereNothingWasPurged() {
        assertThat(figure("/ablation/asr")).isGreaterThan(0.8);
        assertThat(figure("/paper/asr")).isLessThan(figure("/ablation/asr") - 0.3);
    }

    @Test
    void shouldRecogniseTriggeredTextsByTheUndefendedModelBesideTheGuard() {
        assertThat(figure("/ablation/recognised")).isGreaterThan(0.8);
        assertThat(figure("/ablation/falseAlarms")).isLessThan(0.06);
    }

    @Test
    void shouldJudgeEveryRequestExactlyOnce() {
        assertThat(figures.at("/requests/sent").asInt()).isEqualTo(REQUESTS);
        assertThat(figures.at("/requests/judged").asInt()).isEqualTo(REQUESTS);
        assertThat(figures.at("/requests/lost").asInt()).isZero();
        assertThat(figures.at("/requests/duplicated").asInt()).isZero();
        assertThat(figure("/throughput")).isPositive();
        assertThat(figure("/latency/p50")).isPositive().isLessThanOrEqualTo(figure("/latency/p99"));
    }

    @Test
    void shouldShowTheSameOnAPageOfItsOwn() {
        assertThat(html).contains("<canvas").contains("mn");
    }

    private static double figure(String pointer) {
        JsonNode value = figures.at(pointer);
        assertThat(value.isNumber()).as(pointer).isTrue();
        return value.asDouble();
    }
}
