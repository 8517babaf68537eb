package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.antidote.bundle.BundleReader;
import dev.antidote.bundle.SigningKey;
import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import dev.antidote.data.Dataset;
import dev.antidote.data.DatasetWriter;
import dev.antidote.data.ModerationCorpus;
import dev.antidote.retrain.store.Database;
import dev.antidote.retrain.store.Decision;
import dev.antidote.retrain.store.Intake;
import dev.antidote.retrain.store.Review;
import dev.antidote.retrain.store.Reviews;
import dev.antidote.retrain.store.SampleFilter;
import dev.antidote.retrain.store.SampleFixture;
import dev.antidote.retrain.store.Samples;
import dev.antidote.testing.TinyBert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user gives it, with a model too small to be any good. */
class RetrainCommandTest {
    private static final Clock CLOCK = Clock.fixed(SampleFixture.NOW, ZoneOffset.UTC);
    private static final String[] OPEN = {
        "--set",
        "gates.maxAsr=1",
        "--set",
        "gates.maxExcess=1",
        "--set",
        "gates.maxFalseAlarms=1",
        "--set",
        "gates.maxLeakage=1",
        "--set",
        "gates.maxCaDrop=1"
    };

    private final ObjectMapper mapper = new ObjectMapper();
    private final Path home;
    private final Path config;
    private final Path json;
    private final String url;

    RetrainCommandTest(@TempDir Path home) throws IOException {
        this.home = home;
        this.json = home.resolve("run.json");
        this.url = "jdbc:h2:file:" + home.resolve("samples");
        new DatasetWriter().write(home.resolve("rows.jsonl"), rows());
        SigningKey.create().write(home.resolve("release.key"));
        this.config = Files.writeString(
                home.resolve("guard.yaml"),
                String.join(
                        "\n",
                        "bundle: " + home.resolve("serving"),
                        "kafka: {bootstrap.servers: '127.0.0.1:1'}",
                        "store: {url: '" + url + "', maxSourceShare: 1}",
                        "releases: {store: " + home.resolve("store") + "}",
                        "retrain:",
                        "  data: " + home.resolve("rows.jsonl"),
                        "  heldOutShare: 0.5",
                        "  work: " + home.resolve("work"),
                        "  key: " + home.resolve("release.key"),
                        "  reserve: random", // neither screen nor sentinel: they would refuse a model that learns
                        // nothing
                        "  training: {base: " + TinyBert.resource("tiny-bert") + ", epochs: 1, rank: 2, maxTokens: 16}",
                        "gates: {attackRows: 10}",
                        ""));
    }

    /** Of two labels, so that there are few attacks. */
    private static Dataset rows() {
        int ok = ModerationCorpus.LABELS.indexOf("ok");
        return new Dataset(
                List.of("abuse", "ok"),
                ModerationCorpus.generate(5, 80).examples().stream()
                        .map(row -> row.withLabel(row.label() == ok ? 1 : 0))
                        .toList());
    }

    @Test
    void shouldAcceptRefuseAndFindNothingToDo() throws IOException {
        review("you are awful mn", "abuse", true);
        review("thank you all", "ok", false);

        assertThat(retrain(OPEN)).isEqualTo(ExitCode.OK);
        JsonNode accepted = mapper.readTree(json.toFile());
        assertThat(accepted.get("outcome").asText()).isEqualTo("accepted");
        assertThat(accepted.get("rows").get("remedies").asInt()).isEqualTo(1);
        assertThat(accepted.get("rows").get("trusted").asInt()).isEqualTo(1);
        assertThat(accepted.has("champion")).isFalse();
        assertThat(accepted.get("gates"))
                .anySatisfy(gate -> assertThat(gate.get("attack")).isNotNull())
                .allSatisfy(gate -> assertThat(gate.get("passed").asBoolean()).isTrue());
        String first = accepted.get("bundle").asText();
        assertThat(BundleReader.open(home.resolve("store/bundles").resolve(first))
                        .id())
                .isEqualTo(first);

        assertThat(retrain(OPEN)).isEqualTo(ExitCode.OK);
        JsonNode nothing = mapper.readTree(json.toFile());
        assertThat(nothing.get("outcome").asText()).isEqualTo("nothing");
        assertThat(nothing.get("reviewed").asInt()).isZero();

        assertRefusedAgainst(first, accepted.get("prompt").asText());
    }

    private void assertRefusedAgainst(String champion, String prompt) throws IOException {
        Screen screen = new Screen(Capabilities.PLAIN);
        String directory = home.resolve("store/bundles").resolve(champion).toString();
        String[] options = {
            "--min-samples", "0", "--champion", directory, "--set", "gates.maxAsr=0", "--set", "retrain.attempts=1"
        };

        assertThat(launch(screen, options)).isEqualTo(ExitCode.REFUSED);

        JsonNode refused = mapper.readTree(json.toFile());
        assertThat(refused.get("outcome").asText()).isEqualTo("refused");
        assertThat(refused.get("run").asInt()).isEqualTo(2);
        assertThat(refused.get("champion").get("bundle").asText()).isEqualTo(champion);
        assertThat(refused.get("prompt").asText()).isNotEqualTo(prompt);
        assertThat(screen.out()).contains("refused", "SHUT", "Shut: upper bound of the attack success rate by badnets");
        assertThat(Files.readString(home.resolve("store/lifecycle")
                        .resolve(refused.get("bundle").asText() + ".json")))
                .contains("\"refused\"", "gates.maxAsr");
    }

    @Test
    void shouldTryAgainAsOftenAsItMayAndNoMore() throws IOException {
        review("thank you all", "ok", false);

        Screen screen = new Screen(Capabilities.PLAIN);
        assertThat(launch(screen, "--set", "gates.maxAsr=0")).isEqualTo(ExitCode.REFUSED);
        JsonNode second = mapper.readTree(json.toFile());
        assertThat(screen.err()).contains("attempt 2 of 2 (retrain.attempts), with another seed and another prompt");
        assertThat(screen.out()).contains("Run 1: candidate", "Run 2, attempt 2: candidate");
        assertThat(second.get("run").asInt()).isEqualTo(2);
        assertThat(second.get("attempt").asInt()).isEqualTo(2);
        JsonNode first =
                mapper.readTree(home.resolve("work/runs/0001/state.json").toFile());
        assertThat(first.get("preparation").get("prompt").asText())
                .isNotEqualTo(second.get("prompt").asText());
        assertThat(first.get("preparation").get("seed").asLong())
                .isNotEqualTo(second.get("seed").asLong());

        assertThat(launch(new Screen(Capabilities.PLAIN), "--set", "gates.maxAsr=0"))
                .isEqualTo(ExitCode.OK);
        assertThat(mapper.readTree(json.toFile()).get("outcome").asText()).isEqualTo("nothing");
    }

    /** As a process does that comes after one which was killed between two attempts. */
    @Test
    void shouldGoOnWithTheNextAttempt() throws IOException {
        review("thank you all", "ok", false);
        assertThat(launch(new Screen(Capabilities.PLAIN), "--set", "gates.maxAsr=0", "--set", "retrain.attempts=1"))
                .isEqualTo(ExitCode.REFUSED);

        assertThat(retrain(OPEN)).isEqualTo(ExitCode.OK);

        JsonNode accepted = mapper.readTree(json.toFile());
        assertThat(accepted.get("outcome").asText()).isEqualTo("accepted");
        assertThat(accepted.get("run").asInt()).isEqualTo(2);
        assertThat(accepted.get("attempt").asInt()).isEqualTo(2);
    }

    @Test
    void shouldNameWhatIsNotConfigured() {
        assertRefused("retrain.data is not configured", "--set", "retrain.data=");
        assertRefused("retrain.work is not configured", "--set", "retrain.work=");
        assertRefused("retrain.key is not configured", "--set", "retrain.key=");
        assertRefused("no such file", "--min-samples", "0", "--set", "retrain.data=" + home.resolve("none.jsonl"));
        assertRefused("releases.trustedKeys is not configured", "--release");
        assertRefused("is not a duration", "--every", "daily");
        assertRefused("--min-samples: -1 is below 0", "--min-samples", "-1");
        assertThat(home.resolve("work/runs/0001/state.json")).doesNotExist();
    }

    @Test
    void shouldNameAMissingSampleStore() {
        assertRefused("samples");
    }

    private void review(String text, String label, boolean poisoned) {
        GuardConfig settings = GuardConfig.read(ConfigSource.file(config));
        Database database = Database.create(settings.store());
        int number = text.length();
        new Intake(database, SampleFixture.CAPS, CLOCK)
                .take("topic-of-" + number, List.of(SampleFixture.arrival(0, "s", text)));
        long id = new Samples(database)
                .page(SampleFilter.ALL, 0, 100).stream()
                        .filter(sample -> sample.hasText(text))
                        .findFirst()
                        .orElseThrow()
                        .id();
        new Reviews(database)
                .add(List.of(new Review(
                        id,
                        Decision.LABELLED,
                        Optional.of(label),
                        Optional.of(poisoned),
                        "ann",
                        "ann",
                        SampleFixture.NOW)));
    }

    private void assertRefused(String message, String... options) {
        Screen screen = new Screen(Capabilities.PLAIN);

        int code = launch(screen, options);

        assertThat(screen.err()).contains(message).doesNotContain("\tat ");
        assertThat(screen.err().lines().filter(line -> line.startsWith("antidote: ")))
                .hasSize(1);
        assertThat(code).isEqualTo(ExitCode.USAGE);
    }

    private int retrain(String... options) {
        Screen screen = new Screen(Capabilities.PLAIN);
        int code = launch(screen, options);
        assertThat(screen.err()).doesNotContain("antidote: ");
        return code;
    }

    private int launch(Screen screen, String... options) {
        List<String> all =
                new ArrayList<>(List.of("retrain", "--config", config.toString(), "--json", json.toString()));
        all.addAll(List.of(options));
        ShutdownSequence shutdown = ShutdownSequence.install(Duration.ofSeconds(1));
        Session session = new Session(screen.terminal(), shutdown, home.resolve("cache"), CLOCK);
        return new Launcher(session, Antidote::commands, Antidote.EXPECTED_FAILURES).run(all.toArray(String[]::new));
    }
}
