package dev.antidote.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.antidote.lab.experiment.CellResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LabPageTest {
    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);

    private final LabReport report = LabFixture.report();
    private final String page = page(report);
    private final String shown = SCRIPT.matcher(page).replaceAll("");

    @Test
    void shouldCarryTheFiguresOfTheJsonFile() throws IOException {
        assertThat(island(page)).isEqualTo(new ObjectMapper().readTree(LabReportJson.write(report)));
    }

    @Test
    void shouldShowInItsTablesEveryShareOfTheJson() throws IOException {
        List<JsonNode> shares = new ArrayList<>();
        JsonNode json = island(page);
        for (String key : List.of("ca", "asr", "floor", "recallAt1", "recallAt5", "changed")) {
            json.findValues(key).stream().filter(node -> node.has("trials")).forEach(shares::add);
        }

        assertThat(shares).hasSizeGreaterThan(40);
        for (JsonNode share : shares) {
            assertThat(shown).contains(text(share));
        }
    }

    @Test
    void shouldShowInItsHeatMapTheMeansOfTheJson() throws IOException {
        JsonNode spreads = island(page).at("/experiments/3/spreads");

        assertThat(spreads).hasSize(3);
        for (JsonNode spread : spreads) {
            double excess = spread.at("/excess/mean").asDouble();
            assertThat(shown)
                    .contains(String.format(
                            Locale.ROOT,
                            "--heat:%.3f\">%+.1f<small>CA %.1f %%",
                            excess,
                            100 * excess,
                            100 * spread.at("/ca/mean").asDouble()));
        }
    }

    @Test
    void shouldShowWhatFailsBeforeAllElse() {
        int fails = shown.indexOf("<h2 id=\"fails\">");

        assertThat(fails).isPositive().isEqualTo(shown.indexOf("<h2"));
        assertThat(shown).contains("6 of 9 defended cells fail");
        assertThat(shown)
                .containsPattern("<th[^>]*>p2p-paper, rho 0.1</th><td[^>]*>2</td><td[^>]*>2</td><td[^>]*>2 of 2</td>");
        assertThat(page(LabFixture.of(LabFixture.cell("p2p", "", 1, LabFixture.outcome("", 910, 20, 20)))))
                .contains("No defended cell fails", "No defended cell is beyond either bar.");
    }

    @Test
    void shouldNotCallItASuccessThatNothingWasDefended() {
        CellResult victim = LabFixture.cell("none", "", 1, LabFixture.outcome("", 910, 480, 20));

        assertThat(page(LabFixture.of(victim)))
                .contains(
                        "<p class=\"badge\">1 of 1 attack took; no defence was measured</p>",
                        "<p class=\"note\">1 of 1 attack took; no defence was measured.</p>",
                        "1 cell was measured")
                .doesNotContain("No defended cell", "<body class=\"held\">");
        assertThat(page(LabFixture.of(
                        LabFixture.cell("none", "", 1, LabFixture.outcome("", 910, 480, 470)),
                        LabFixture.cell("p2p", "", 1, LabFixture.outcome("", 910, 480, 470)))))
                .contains("<p class=\"badge\">No defence met an attack that took</p>")
                .doesNotContain("No defended cell", "<body class=\"held\">");
    }

    @Test
    void shouldNotLetABrokenModelLookLikeADefence() {
        String broken = page(LabFixture.of(
                LabFixture.cell("none", "", 1, LabFixture.outcome("", 910, 480, 20)),
                LabFixture.cell("z-score", "", 1, LabFixture.outcome("", 418, 496, 495)),
                LabFixture.cell("p2p", "", 1, LabFixture.outcome("", 900, 20, 20))));

        assertThat(broken)
                .contains("+0.2<small>CA 41.8 %<b class=\"lost\">49.2 lost</b></small>", "0.0<small>CA 90.0 %</small>")
                .containsPattern("<th[^>]*>z-score</th>.*<td[^>]*>41.8 %</td><td class=\"beyond\">\\+49.2</td>");
    }

    @Test
    void shouldAverageTheExcessOverAttacksThatTook() {
        String page = page(LabFixture.of(
                LabFixture.cell("none", "", 1, LabFixture.outcome("", 910, 480, 20)),
                LabFixture.cell("p2p", "", 1, LabFixture.outcome("", 910, 40, 20)),
                LabFixture.cell("none", "", 2, LabFixture.outcome("", 910, 30, 20)),
                LabFixture.cell("p2p", "", 2, LabFixture.outcome("", 910, 20, 20))));

        assertThat(page)
                .containsPattern(
                        "<th[^>]*>p2p</th><td[^>]*>2</td><td[^>]*>1</td><td[^>]*>0 of 1</td><td>\\+4.0</td><td>\\+4.0</td>");
    }

    @Test
    void shouldSayWhereTheUndefendedModelHasHardlyLearned() {
        LabReport weak = LabFixture.of(LabFixture.cell("none", "", 1, LabFixture.outcome("", 515, 495, 480)));

        assertThat(page(weak)).contains("it has hardly learned", "51.5 % [48.4, 54.6]");
        assertThat(page(report)).doesNotContain("hardly learned");
    }

    @Test
    void shouldLetNothingForeignBecomeMarkup() {
        assertThat(shown)
                .contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; {{json}} &lt;b&gt;mn")
                .contains("&lt;rows&gt;.jsonl", "&lt;i&gt;rows&lt;/i&gt;", "no trusted row of &lt;label&gt;")
                .doesNotContain("<b>mn", "<i>rows");
        assertThat(SCRIPT.matcher(page).results()).hasSize(3);
        assertThat(shown.replace("{{json}} &lt;b", "")).doesNotContain("{{");
    }

    @Test
    void shouldNameWhatWasLeftInTheSetAndMayBeATrigger() {
        assertThat(shown).contains("<small>left in: <bdi>what is &lt;this&gt; ?</bdi></small>");
    }

    @Test
    void shouldSayOnceWhatEachAttackPutIntoHowManyRows() {
        assertThat(Pattern.compile("<th[^>]*>badnets</th><td[^>]*><bdi>&lt;/script&gt;.*</bdi></td><td[^>]*>72</td>"
                                + "<td[^>]*>2,400</td>")
                        .matcher(shown)
                        .results())
                .hasSize(1);
    }

    @Test
    void shouldAllowItsOwnTwoScriptsAndLoadNothing() throws NoSuchAlgorithmException {
        List<String> programs = SCRIPT.matcher(page)
                .results()
                .filter(match -> match.group(1).isEmpty())
                .map(match -> match.group(2))
                .toList();

        assertThat(programs).hasSize(2);
        for (String program : programs) {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(program.getBytes(StandardCharsets.UTF_8));
            assertThat(page).contains("'sha256-" + Base64.getEncoder().encodeToString(sha) + "'");
        }
        assertThat(page).contains("default-src 'none'").doesNotContain("script-src 'unsafe-inline'");
        assertThat(Pattern.compile("src=\"|href=\"[^#]|url\\(|@import")
                        .matcher(shown)
                        .results())
                .isEmpty();
    }

    private static String page(LabReport report) {
        return new String(LabPage.write(report), StandardCharsets.UTF_8);
    }

    private static JsonNode island(String page) throws JsonProcessingException {
        String json = SCRIPT.matcher(page)
                .results()
                .filter(match -> match.group(1).contains("application/json"))
                .map(match -> match.group(2))
                .findFirst()
                .orElseThrow();
        return new ObjectMapper().readTree(json);
    }

    private static String text(JsonNode share) {
        return String.format(
                Locale.ROOT,
                "%.1f %% [%.1f, %.1f]",
                100 * share.path("value").asDouble(),
                100 * share.path("low").asDouble(),
                100 * share.path("high").asDouble());
    }
}
