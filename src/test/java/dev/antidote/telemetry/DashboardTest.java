package dev.antidote.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.antidote.bundle.Refusal;
import dev.antidote.testing.Exposition;
import dev.antidote.testing.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the dashboard, the alerts and the documentation name must exist, and the documentation must name all that exists. */
class DashboardTest {
    private static final Pattern METRIC = Pattern.compile("\\b(antidote|jvm|process|system|kafka)_[a-z0-9_]+");

    /** Of a guard on a broker, by the watch of its backlog. */
    private static final Set<String> WITH_A_BROKER = Set.of("antidote_lag_records", "antidote_ring_slots");

    @Test
    void shouldShowOnlyMetricsThatExist() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(read("docker/grafana-dashboard.json"));

        List<String> queries = texts(dashboard, "expr");
        queries.addAll(texts(dashboard, "query"));

        assertThat(queries).hasSizeGreaterThan(30);
        assertThat(exposed()).containsAll(names(queries));
    }

    @Test
    void shouldAlertOnlyOnMetricsThatExist() throws IOException {
        JsonNode rules = new ObjectMapper(new YAMLFactory()).readTree(read("docker/prometheus-alerts.yaml"));

        List<String> expressions = texts(rules, "expr");

        assertThat(texts(rules, "alert")).hasSameSizeAs(expressions).doesNotHaveDuplicates();
        assertThat(texts(rules, "summary")).hasSameSizeAs(expressions);
        assertThat(texts(rules, "description")).hasSameSizeAs(expressions);
        assertThat(exposed()).containsAll(names(expressions));
    }

    @Test
    void shouldExplainEveryMetricOfOurs() throws IOException {
        Set<String> explained = names(List.of(read("docs/metrics.md")));

        Set<String> ours = exposed().stream()
                .filter(name -> name.startsWith("antidote_"))
                .map(name -> name.replaceFirst("_(bucket|sum|count|max)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(explained.stream().filter(name -> name.startsWith("antidote_")))
                .containsExactlyInAnyOrderElementsOf(ours);
    }

    @Test
    void shouldExplainEveryKindOfRefusal() throws IOException {
        String docs = read("docs/metrics.md");

        assertThat(Refusal.words()).hasSize(Refusal.values().length).allSatisfy(word -> assertThat(docs)
                .contains('`' + word + '`'));
    }

    private static Set<String> exposed() {
        SettableClock clock = new SettableClock(TelemetryFixture.NOW);
        Set<String> names = new TreeSet<>(WITH_A_BROKER);
        try (Telemetry guard = TelemetryFixture.guard(clock);
                CollectorTelemetry collector = CollectorTelemetryTest.start(clock);
                RetrainTelemetry retraining = RetrainTelemetryTest.start(clock)) {
            TelemetryFixture.playEverything(guard);
            CollectorTelemetryTest.playEverything(collector);
            RetrainTelemetryTest.playEverything(retraining, clock);
            Stream.of(guard.scrape(), collector.scrape(), retraining.scrape())
                    .forEach(text -> names.addAll(Exposition.parse(text).names()));
        }
        return names;
    }

    private static Set<String> names(List<String> texts) {
        return texts.stream()
                .flatMap(text -> METRIC.matcher(text).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All texts under this key, wherever it is. */
    private static List<String> texts(JsonNode node, String key) {
        return node.findValues(key).stream()
                .flatMap(value -> value.isTextual() ? Stream.of(value.asText()) : texts(value, key).stream())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file), StandardCharsets.UTF_8);
    }
}
