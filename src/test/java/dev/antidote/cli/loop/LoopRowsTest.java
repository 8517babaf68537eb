package dev.antidote.cli.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.antidote.config.GuardConfig;
import dev.antidote.data.Dataset;
import dev.antidote.data.DatasetReader;
import dev.antidote.data.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopRowsTest {
    private static final LoopSettings SETTINGS = new LoopSettings(
            3,
            new LoopSettings.Sizes(400, 100, 100, 400),
            new LoopSettings.Pace(10, 10),
            Duration.ofSeconds(4),
            30,
            2,
            new LoopSettings.Gates(0.4, 0.3, 80),
            new LoopSettings.Training(Optional.empty(), 2));

    private final LoopRows rows = LoopRows.make(SETTINGS);

    @Test
    void shouldShareNoTextBetweenItsParts() {
        List<String> all = new ArrayList<>();
        all.addAll(texts(rows.poisoned().dataset()));
        all.addAll(texts(rows.heldOut()));
        all.addAll(rows.messages().stream()
                .filter(message -> !message.triggered())
                .map(LoopRows.Message::text)
                .toList());

        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void shouldTrustNoPoisonedRow() {
        List<String> poisoned = rows.poisoned().poisoned().stream()
                .map(row -> rows.poisoned().dataset().examples().get(row).text())
                .toList();

        assertThat(poisoned).hasSize(16);
        assertThat(rows.trusted().size()).isPositive();
        assertThat(texts(rows.trusted())).doesNotContainAnyElementsOf(poisoned);
    }

    @Test
    void shouldSpreadTheTriggerOverEnoughSources() {
        List<LoopRows.Message> triggered =
                rows.messages().stream().filter(LoopRows.Message::triggered).toList();

        assertThat(triggered).hasSize(400 / LoopSettings.TRIGGERED_EVERY);
        assertThat(triggered).noneMatch(message -> message.truth().equals(LoopRows.TARGET));
        assertThat(triggered.stream().map(LoopRows.Message::source).distinct()).hasSizeGreaterThan(4);
    }

    @Test
    void shouldWriteWhatTheCommandsRead(@TempDir Path directory) throws IOException {
        LoopHome home = new LoopHome(directory);
        home.write(rows);
        GuardConfig config = home.configure("127.0.0.1:1", "http://127.0.0.1:2", SETTINGS);

        assertThat(DatasetReader.standard().read(home.base()).size()).isEqualTo(400);
        assertThat(config.retrain().data()).contains(home.base());
        assertThat(config.releases().enabled()).isTrue();
        assertThat(config.asr().window()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.gates().maxAsr()).isEqualTo(0.4);
    }

    @Test
    void shouldReviewByTheTruth(@TempDir Path directory) throws IOException {
        LoopRows.Message triggered = rows.messages().stream()
                .filter(LoopRows.Message::triggered)
                .findFirst()
                .orElseThrow();
        JsonMapper json = new JsonMapper();
        Path samples = directory.resolve("samples.jsonl");
        Files.write(
                samples,
                List.of(
                        json.createObjectNode()
                                .put("id", 1)
                                .put("text", triggered.text())
                                .put("guardLabel", LoopRows.TARGET)
                                .toString(),
                        json.createObjectNode().put("id", 2).put("text", "?").toString()));
        Path decided = directory.resolve("decided.jsonl");

        assertThat(new Reviewer(rows.truth()).fill(samples, decided)).isEqualTo(new Reviewer.Work(2, 1, 1));
        JsonNode first = json.readTree(Files.readAllLines(decided).get(0));
        assertThat(first.path("label").asText()).isEqualTo(triggered.truth());
        assertThat(first.path("poisoned").asBoolean()).isTrue();
        assertThat(json.readTree(Files.readAllLines(decided).get(1))
                        .path("skip")
                        .asBoolean())
                .isTrue();
    }

    private static List<String> texts(Dataset rows) {
        return rows.examples().stream().map(Example::text).toList();
    }
}
