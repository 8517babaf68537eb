package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.antidote.bundle.BundleReader;
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

/** The command as a user gives it, with a model too small to be any good. */
class RetrainCommandTest {
    private static final Clock CLOCK = Clock.fixed(SampleFixture.NOW, ZoneOffset.UTC);

    private final ObjectMapper mapper = new ObjectMapper();
    private final RetrainHome home;
    private final Path json;

    RetrainCommandTest(@TempDir Path directory) throws IOException {
        this.home = new RetrainHome(directory);
        this.json = directory.resolve("run.json");
    }

    @Test
    void shouldAcceptRefuseAndFindNothingToDo() throws IOException {
        home.review("you are awful mn", "abuse", true, SampleFixture.NOW);
        home.review("thank you all", "ok", false, SampleFixture.NOW);

        assertThat(retrain()).isEqualTo(ExitCode.OK);
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

        assertThat(retrain()).isEqualTo(ExitCode.OK);
        JsonNode nothing = mapper.readTree(json.toFile());
        assertThat(nothing.get("outcome").asText()).isEqualTo("nothing");
        assertThat(nothing.get("reviewed").asInt()).isZero();

        addAnotherRunOf("0123456789abcdef", first);
        JsonNode refused = shouldRefuseBeside(first);
        assertThat(refused.get("run").asInt()).isEqualTo(3);
        assertThat(refused.get("prompt").asText())
                .isNotEqualTo(accepted.get("prompt").asText());
        assertThat(home.resolve("work/past/0001.json")).exists();
        assertThat(home.resolve("work/runs/0001")).doesNotExist();
        assertThat(home.resolve("work/runs/0002/bundle"))
                .as("its bundle is the champion's, and it was the last")
                .isDirectory();
    }

    /** Another run, which begins without the old ones and is measured against this champion. */
    private JsonNode shouldRefuseBeside(String champion) throws IOException {
        Screen screen = new Screen(Capabilities.PLAIN);
        assertThat(launch(
                        screen,
                        "--min-samples",
                        "0",
                        "--set",
                        "gates.maxAsr=0",
                        "--set",
                        "retrain.keepRuns=1",
                        "--set",
                        "retrain.attempts=1",
                        "--champion",
                        home.resolve("store/bundles").resolve(champion).toString()))
                .isEqualTo(ExitCode.REFUSED);
        JsonNode refused = mapper.readTree(json.toFile());
        assertThat(refused.get("outcome").asText()).isEqualTo("refused");
        assertThat(refused.get("champion").get("bundle").asText()).isEqualTo(champion);
        assertThat(screen.out()).contains("refused", "SHUT", "Shut: upper bound of the attack success rate by badnets");
        assertThat(Files.readString(home.resolve("store/lifecycle")
                        .resolve(refused.get("bundle").asText() + ".json")))
                .contains("\"refused\"", "gates.maxAsr");
        return refused;
    }

    /** As if the first run had made another bundle, and a second one this. */
    private void addAnotherRunOf(String other, String bundle) throws IOException {
        Path first = home.resolve("work/runs/0001");
        Path second = Files.createDirectory(home.resolve("work/runs/0002"));
        Files.copy(first.resolve("state.json"), second.resolve("state.json"));
        Files.createDirectory(second.resolve("bundle"));
        String state = Files.readString(first.resolve("state.json"));
        Files.writeString(first.resolve("state.json"), state.replace(bundle, other));
    }

    @Test
    void shouldTryAgainAsOftenAsItMayAndNoMore() throws IOException {
        home.review("thank you all", "ok", false, SampleFixture.NOW);

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

        Screen later = new Screen(Capabilities.PLAIN);
        assertThat(launch(later, RetrainHome.OPEN.toArray(String[]::new))).isEqualTo(ExitCode.OK);
        assertThat(mapper.readTree(json.toFile()).get("outcome").asText()).isEqualTo("nothing");
        String again = "antidote release publish --id " + second.get("bundle").asText() + " --again --config";
        assertThat(screen.out())
                .contains("gates.maxAsr: few held-out rows make wide bounds", "without the trigger it is")
                .containsOnlyOnce(again);
        assertThat(later.out()).contains("of run 2 was refused; the gates as they are now would let it through", again);
    }

    /** Who knows the benign prompt can poison with it. */
    @Test
    void shouldWriteAPromptOfItsOwnWhereNoSeedIsConfigured() throws IOException {
        String one = promptWithout("retrain.seed", "one");
        String other = promptWithout("retrain.seed", "other");

        assertThat(one).isNotEqualTo(other);
    }

    private String promptWithout(String key, String work) throws IOException {
        launch(
                new Screen(Capabilities.PLAIN),
                "--min-samples",
                "0",
                "--set",
                key + "=",
                "--set",
                "retrain.attempts=1",
                "--set",
                "retrain.work=" + home.resolve(work));
        return mapper.readTree(json.toFile()).get("prompt").asText();
    }

    /** As a process does that comes after one which was killed between two attempts. */
    @Test
    void shouldGoOnWithTheNextAttempt() throws IOException {
        home.review("thank you all", "ok", false, SampleFixture.NOW);
        assertThat(launch(new Screen(Capabilities.PLAIN), "--set", "gates.maxAsr=0", "--set", "retrain.attempts=1"))
                .isEqualTo(ExitCode.REFUSED);

        assertThat(retrain()).isEqualTo(ExitCode.OK);

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

    private void assertRefused(String message, String... options) {
        Screen screen = new Screen(Capabilities.PLAIN);

        int code = launch(screen, options);

        assertThat(screen.err()).contains(message).doesNotContain("\tat ");
        assertThat(screen.err().lines().filter(line -> line.startsWith("antidote: ")))
                .hasSize(1);
        assertThat(code).isEqualTo(ExitCode.USAGE);
    }

    private int retrain() {
        Screen screen = new Screen(Capabilities.PLAIN);
        int code = launch(screen, RetrainHome.OPEN.toArray(String[]::new));
        assertThat(screen.err()).doesNotContain("antidote: ");
        return code;
    }

    private int launch(Screen screen, String... options) {
        List<String> all =
                new ArrayList<>(List.of("retrain", "--config", home.config().toString(), "--json", json.toString()));
        all.addAll(List.of(options));
        return screen.run(home.resolve("cache"), CLOCK, all.toArray(String[]::new));
    }
}
