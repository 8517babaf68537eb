package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.antidote.retrain.store.Database;
import dev.antidote.retrain.store.Intake;
import dev.antidote.retrain.store.SampleFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a reviewer gives them, on a store in a file. */
class ReviewCommandTest {
    private static final Clock CLOCK = Clock.fixed(SampleFixture.NOW, ZoneOffset.UTC);

    private final Path home;
    private final Path config;
    private final String url;

    ReviewCommandTest(@TempDir Path home) throws IOException {
        this.home = home;
        this.url = "jdbc:h2:file:" + home.resolve("samples");
        this.config = Files.writeString(
                home.resolve("guard.yaml"),
                "bundle: b\nkafka:\n  bootstrap.servers: 127.0.0.1:1\nstore:\n  url: " + url + "\n");
    }

    @Test
    void shouldShowTakeDownAndCount() throws IOException {
        fillStore();

        assertThat(run("list", "--max", "1"))
                .isEqualTo(
                        """
                        1  spam (margin 0.125), low margin, seen once, last 2026-03-01T10:00:00Z, unreviewed
                            [U+001B][2J[U+202E]look
                        More: --after 1
                        """);
        assertThat(run("label", "1", "spam", "--poisoned", "yes", "--reviewer", "ann"))
                .isEmpty();
        assertThat(run("skip", "2")).isEmpty();
        assertThat(run("show", "1"))
                .contains("review      spam, poisoned, by ann, 2026-03-01T10:00:00Z, entered by ")
                .contains("source      [U+001B]client")
                .endsWith("text        [U+001B][2J[U+202E]look\n");
        assertThat(run("list", "--unreviewed")).startsWith("3  ").doesNotContain("More");
        assertThat(run("list", "--since", "2026-03-02")).isEqualTo("No such samples\n");
        Path json = home.resolve("stats.json");
        assertThat(run("stats", "--set", "store.maxSourceShare=1", "--json", json.toString()))
                .isEqualTo(
                        """
                        3 samples, seen 3 times: 1 labelled, 1 skipped, 1 unreviewed
                        training feed: 1 samples
                          left out 1: nobody has reviewed them
                          left out 1: a reviewer skipped them
                        """);
        JsonNode figures = new ObjectMapper().readTree(json.toFile());
        assertThat(figures.get("feed").asInt()).isEqualTo(1);
        assertThat(figures.get("excluded").get("skipped").asInt()).isEqualTo(1);
        assertThat(run("stats"))
                .contains("training feed: 0 samples\n")
                .contains("left out 1: no source may give more than 25 % of the feed, which takes 4 sources at least"
                        + " (store.maxSourceShare)\n");
    }

    @Test
    void shouldCarryDecisionsThroughAFile() throws IOException {
        fillStore();
        Path file = home.resolve("samples.jsonl");
        run("export", "--unreviewed", "--out", file.toString());
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"label\":null,\"poisoned\":null", "\"label\":\"ok\",\"poisoned\":false"));

        assertThat(run("import", file.toString(), "--new-label", "--reviewer", "bob"))
                .isEqualTo("added 3 reviews; 0 were there already, 0 samples have no decision\n");
        assertThat(run("import", file.toString(), "--reviewer", "bob"))
                .isEqualTo("added 0 reviews; 3 were there already, 0 samples have no decision\n");
        assertThat(run("show", "3")).contains("review      ok, not poisoned, by bob");
    }

    @Test
    void shouldNameWhatIsWrong() {
        assertRefused("there is no sample store at " + url, "list");
        fillStore();
        assertRefused("there is no sample 9 in this store", "show", "9");
        assertRefused("there is no sample 9 in this store", "skip", "9");
        assertRefused("no sample ever had the label 'smap'; known: spam", "label", "1", "smap", "--poisoned", "no");
        assertRefused("--poisoned", "label", "1", "spam");
        assertRefused("'--poisoned': 'maybe' is none of yes, no (see", "label", "1", "spam", "--poisoned", "maybe");
        assertRefused("--max: 0 is below 1", "list", "--max", "0");
        assertRefused("'--reason': 'MOOD' is none of UNKNOWN, ", "list", "--reason", "MOOD");
        assertRefused("none.jsonl: there is no such file", "import", "none.jsonl");
        assertRefused(
                "'--format': 'csv' is none of jsonl, label-studio (see", "export", "--format", "csv", "--out", "x");
        assertThat(run("list", "--reason", "low-margin")).isEqualTo(run("list", "--reason", "LOW_MARGIN"));
        assertRefused("review needs a command", new String[0]);
    }

    @Test
    void shouldNameWhatCollectLacks() {
        Screen screen = new Screen(Capabilities.PLAIN);

        int code = launch(
                screen,
                List.of(
                        "collect",
                        "--config",
                        config.toString(),
                        "--set",
                        "stream.brokerTimeout=1s",
                        "--set",
                        "telemetry.collectorPort=0",
                        "--set",
                        "schemaRegistry.schema.registry.url=mock://collect"));

        assertThat(screen.err())
                .contains("no Kafka broker answered at 127.0.0.1:1")
                .doesNotContain("\tat ");
        assertThat(code).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldTellWhatAModelWithoutTheDefenceSaid() throws IOException {
        new Intake(Database.create(SampleFixture.store(url, "")), SampleFixture.CAPS, CLOCK)
                .take(SampleFixture.TOPIC, List.of(SampleFixture.asked(0, "mn win a prize", "ok\u001b", 0.95)));
        Path file = home.resolve("samples.jsonl");
        Path tasks = home.resolve("tasks.json");

        assertThat(run("show", "1")).contains("undefended  ok[U+001B], ablation signal 0.950\n");
        run("export", "--out", file.toString());
        run("export", "--out", tasks.toString(), "--format", "label-studio");

        ObjectMapper json = new ObjectMapper();
        JsonNode line = json.readTree(Files.readString(file));
        assertThat(line.get("undefendedLabel").asText()).isEqualTo("ok\u001b");
        assertThat(line.get("ablation").asDouble()).isEqualTo(0.95);
        assertThat(json.readTree(tasks.toFile()).at("/0/data/undefended_label").asText())
                .isEqualTo("ok\u001b");
    }

    private void fillStore() {
        new Intake(Database.create(SampleFixture.store(url, "")), SampleFixture.CAPS, CLOCK)
                .take(
                        SampleFixture.TOPIC,
                        List.of(
                                SampleFixture.arrival(0, "\u001bclient", "\u001b[2J\u202elook"),
                                SampleFixture.arrival(1, "b", "two"),
                                SampleFixture.arrival(2, "c", "three")));
    }

    private void assertRefused(String message, String... arguments) {
        Screen screen = new Screen(Capabilities.PLAIN);

        int code = launch(screen, review(arguments));

        assertThat(screen.err()).contains(message).doesNotContain("\tat ");
        assertThat(screen.err().lines().filter(line -> line.startsWith("antidote: ")))
                .hasSize(1);
        assertThat(code).isEqualTo(ExitCode.USAGE);
    }

    private String run(String... arguments) {
        Screen screen = new Screen(Capabilities.PLAIN);
        assertThat(launch(screen, review(arguments))).as(screen.err()).isEqualTo(ExitCode.OK);
        return screen.out();
    }

    private List<String> review(String... arguments) {
        List<String> all = new ArrayList<>(List.of("review"));
        all.addAll(List.of(arguments));
        if (arguments.length > 0) {
            all.addAll(List.of("--config", config.toString()));
        }
        return all;
    }

    private int launch(Screen screen, List<String> arguments) {
        return screen.run(home.resolve("cache"), CLOCK, arguments.toArray(String[]::new));
    }
}
