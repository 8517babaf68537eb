package dev.antidote.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoPageTest {
    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);

    private final DemoReport report = ReportFixture.held();
    private final String page = page(report);

    @Test
    void shouldCarryTheFiguresOfTheJsonFile() throws IOException {
        JsonNode island = island(page);

        assertThat(island).isEqualTo(new ObjectMapper().readTree(ReportJson.write(report)));
    }

    @Test
    void shouldShowInItsTablesTheNumbersOfTheJson() throws IOException {
        JsonNode json = island(page);
        String tables = withoutScripts(page);

        for (String model : List.of("undefended", "paper", "defended")) {
            for (String figure : List.of("ca", "asr", "floor")) {
                assertThat(tables).contains(shown(json.path(model), figure));
            }
        }
        assertThat(tables).contains(shown(json.path("ablation"), "asr"), shown(json.path("ablation"), "defendedAsr"));
        for (JsonNode window : json.path("live").path("windows")) {
            assertThat(tables).contains(shown(window.path("asr"), window.path("interval")));
        }
        assertThat(tables)
                .contains("p50 " + Math.round(json.path("latency").path("p50").asDouble()) + " ms")
                .contains("p99 " + Math.round(json.path("latency").path("p99").asDouble()) + " ms")
                .contains(Math.round(json.path("throughput").asDouble()) + "/s");
    }

    @Test
    void shouldBeginWithTheVerdict() {
        assertThat(page)
                .contains("<h1>The attack worked on 98&nbsp;% of triggered messages before; now on 2.8&nbsp;%,"
                        + " which is no more than ordinary error.</h1>");
        assertThat(page(ReportFixture.failed()))
                .contains("<p class=\"badge\">The defence failed</p>", "<body class=\"failed\">");
    }

    @Test
    void shouldLetNothingOfAnAttackersTextBecomeMarkup() {
        String shown = withoutScripts(page);

        assertThat(shown)
                .contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=alert(2)&gt;")
                .contains(
                        "&quot;&#39;&amp; <span class=\"esc\">U+202E</span>tfel<span class=\"esc\">U+200B</span> {{json}}")
                .contains("&lt;b&gt;cf")
                .contains("when &lt;i&gt;most of us see it ,")
                .doesNotContain("<img", "<b>cf", "<i>most");
        assertThat(SCRIPT.matcher(page).results()).hasSize(3);
    }

    @Test
    void shouldAllowItsOwnTwoScriptsAndNothingElse() throws NoSuchAlgorithmException {
        List<String> programs = SCRIPT.matcher(page)
                .results()
                .filter(match -> match.group(1).isEmpty())
                .map(match -> match.group(2))
                .toList();

        assertThat(programs).hasSize(2).noneMatch(program -> program.contains("<!--"));
        for (String program : programs) {
            assertThat(page).contains("'sha256-" + digest(program) + "'");
        }
        assertThat(page).contains("default-src 'none'").doesNotContain("script-src 'unsafe-inline'");
    }

    @Test
    void shouldLoadNothing() {
        String shown = withoutScripts(page);

        assertThat(Pattern.compile("(src|href)=\"|url\\(|@import")
                        .matcher(shown)
                        .results())
                .isEmpty();
        assertThat(page).doesNotContain("sourceMappingURL");
    }

    @Test
    void shouldLeaveNoPlaceholder() {
        String own = withoutScripts(page).replace("{{json}} mn", "");

        assertThat(own).doesNotContain("{{");
    }

    @Test
    void shouldStandWithoutWindowsTriggersAndSamples() {
        DemoReport full = ReportFixture.held();
        DemoReport bare = new DemoReport(
                full.created(),
                full.settings(),
                full.undefended(),
                full.paper(),
                full.defended(),
                full.ablation(),
                new Screening(List.of(), List.of(), 70, 0, 0),
                List.of(),
                full.requests(),
                0,
                Latency.of(5),
                new Live(full.live().triggeredRequests(), List.of(), null, List.of()),
                new Flagged(0, new TreeMap<>(), List.of()),
                List.of());

        assertThat(page(bare)).contains("0 requests were flagged.");
    }

    private static String page(DemoReport report) {
        return new String(DemoPage.write(report), StandardCharsets.UTF_8);
    }

    private static JsonNode island(String page) throws JsonProcessingException {
        Stream<String> islands = SCRIPT.matcher(page)
                .results()
                .filter(match -> match.group(1).contains("application/json"))
                .map(match -> match.group(2));
        return new ObjectMapper().readTree(islands.findFirst().orElseThrow());
    }

    private static String withoutScripts(String page) {
        Matcher scripts = SCRIPT.matcher(page);
        return scripts.replaceAll("");
    }

    private static String shown(JsonNode model, String figure) {
        return shown(model.path(figure), model.path("intervals").path(figure));
    }

    private static String shown(JsonNode value, JsonNode interval) {
        return String.format(
                Locale.ROOT,
                "%.1f %% [%.1f, %.1f]",
                100 * value.asDouble(),
                100 * interval.path(0).asDouble(),
                100 * interval.path(1).asDouble());
    }

    private static String digest(String text) throws NoSuchAlgorithmException {
        byte[] sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(sha);
    }
}
