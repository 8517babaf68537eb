package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.antidote.retrain.store.SampleFixture;
import dev.antidote.testing.ChildJvm;
import dev.antidote.testing.Exposition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code antidote retrain} as a process of its own: killed and ended in the middle, and trying again and again. */
@DisabledOnOs(OS.WINDOWS) // has no such signals
class RetrainProcessIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Of which no signal misses the middle. */
    private static final List<String> LONG =
            List.of("--set", "retrain.training.epochs=100", "--set", "retrain.training.batchSize=1");

    private final ObjectMapper mapper = new ObjectMapper();
    private final Path directory;
    private final RetrainHome home;
    private final Path json;

    RetrainProcessIT(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.home = new RetrainHome(directory);
        this.json = directory.resolve("run.json");
    }

    @Test
    void shouldGoOnAfterAKillEndOnSignalsAndTryAgain() throws Exception {
        home.review("you are awful mn", "abuse", true, SampleFixture.NOW);

        try (ChildJvm killed = start(LONG)) {
            awaitSaid(killed, "run 1 is prepared");
            killed.process().destroyForcibly().waitFor();
        }
        assertThat(state(1)).isEqualTo("prepared");
        String prompt = prompt(1);

        try (ChildJvm ended = start(LONG)) {
            awaitSaid(ended, "run 1 goes on; it is prepared", "training");
            signal(ended, "TERM");
            assertThat(exitCode(ended)).as("%s", ended).isEqualTo(143);
            assertQuiet(ended);
        }
        assertThat(state(1)).isEqualTo("prepared");
        assertNothingHalfWritten();

        try (ChildJvm again = start(Stream.of(
                        RetrainHome.OPEN,
                        List.of("--every", "1s", "--min-samples", "2"),
                        List.of("--set", "telemetry.host=127.0.0.1", "--set", "telemetry.retrainPort=0"))
                .flatMap(List::stream)
                .toList())) {
            awaitOutcome(again, "accepted", "run", 1);
            assertThat(prompt(1)).as("the same run").isEqualTo(prompt);
            awaitOutcome(again, "nothing", "reviewed", 0);
            shouldTellOfItself(again);
            shouldBeginAnotherRunOnceEnoughWasReviewed(again);

            String signal = ShutdownIT.hearsInterrupts() ? "INT" : "TERM";
            signal(again, signal);
            assertThat(exitCode(again)).as("%s", again).isEqualTo(signal.equals("INT") ? 130 : 143);
            assertQuiet(again);
        }
        assertNothingHalfWritten();
    }

    private void shouldTellOfItself(ChildJvm child) throws Exception {
        ChildPort port = new ChildPort(child);
        Exposition metrics = port.metrics();
        assertThat(metrics.value("antidote_retrain_runs_total", "outcome=accepted"))
                .isEqualTo(1);
        assertThat(metrics.value("antidote_retrain_runs_total", "outcome=nothing"))
                .isPositive();
        assertThat(metrics.value("antidote_retrain_last_outcome", "outcome=nothing"))
                .isEqualTo(1);
        assertThat(metrics.value("antidote_retrain_run_seconds_count")).isEqualTo(1);
        JsonNode accuracy = read(1).at("/candidate/cleanAccuracy");
        assertThat(metrics.value("antidote_retrain_candidate_clean_accuracy_ratio"))
                .isEqualTo(accuracy.get("successes").asDouble()
                        / accuracy.get("trials").asDouble());
        assertThat(port.get("/health/ready").body()).startsWith("{\"status\":\"UP\"");
    }

    /** The review that the runs had seen was made before these. */
    private void shouldBeginAnotherRunOnceEnoughWasReviewed(ChildJvm child) {
        home.review("thank you all", "ok", false, SampleFixture.NOW.plusSeconds(1));
        awaitOutcome(child, "nothing", "reviewed", 1);
        assertThat(home.resolve("work/runs/0002")).doesNotExist();

        home.review("see you tomorrow", "ok", false, SampleFixture.NOW.plusSeconds(2));
        awaitSaid(child, "run 2 is prepared");
    }

    private void assertNothingHalfWritten() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("work"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .as("names of files that are being written begin with a dot")
                    .noneMatch(name -> name.startsWith("."));
        }
    }

    private static void assertQuiet(ChildJvm child) {
        assertThat(child.toString()).doesNotContain("\tat ").doesNotContain("Exception");
    }

    private String state(int run) throws IOException {
        return read(run).get("state").asText();
    }

    private String prompt(int run) throws IOException {
        return read(run).at("/preparation/prompt").asText();
    }

    private JsonNode read(int run) throws IOException {
        return mapper.readTree(
                home.resolve("work/runs/000" + run + "/state.json").toFile());
    }

    /** It writes this file after every try. */
    private void awaitOutcome(ChildJvm child, String outcome, String key, int value) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(child.process().isAlive()).as("%s", child).isTrue();
            JsonNode written = mapper.readTree(json.toFile());
            assertThat(written.get("outcome").asText()).as("%s", child).isEqualTo(outcome);
            assertThat(written.get(key).asInt()).as("%s", child).isEqualTo(value);
        });
    }

    private static void awaitSaid(ChildJvm child, String... words) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(child.toString()).contains(words));
    }

    private ChildJvm start(List<String> options) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("retrain", "--config", home.config().toString(), "--json", json.toString()));
        arguments.addAll(options);
        return ChildJvm.start(
                "retrain",
                Antidote.class,
                directory,
                List.of("-Xmx1g", "-Dantidote.cache=" + directory.resolve("cache")),
                arguments);
    }

    private static void signal(ChildJvm child, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(child.process().pid()))
                .start()
                .waitFor();
    }

    private static int exitCode(ChildJvm child) throws InterruptedException {
        Duration bound = ShutdownSequence.BOUND.plusSeconds(20);
        assertThat(child.process().waitFor(bound.toSeconds(), TimeUnit.SECONDS))
                .as("ended within its bound: %s", child)
                .isTrue();
        return child.process().exitValue();
    }
}
