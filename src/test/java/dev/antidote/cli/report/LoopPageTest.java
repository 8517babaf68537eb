package dev.antidote.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.antidote.cli.report.LoopReport.Bundle;
import dev.antidote.cli.report.LoopReport.Check;
import dev.antidote.cli.report.LoopReport.Command;
import dev.antidote.cli.report.LoopReport.Counted;
import dev.antidote.cli.report.LoopReport.Gate;
import dev.antidote.cli.report.LoopReport.Mark;
import dev.antidote.cli.report.LoopReport.Phase;
import dev.antidote.cli.report.LoopReport.Refused;
import dev.antidote.cli.report.LoopReport.Retraining;
import dev.antidote.cli.report.LoopReport.Samples;
import dev.antidote.cli.report.LoopReport.Setting;
import dev.antidote.cli.report.LoopReport.Window;
import dev.antidote.data.Proportion;
import dev.antidote.page.Rate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopPageTest {
    private static final Rate HIGH = Rate.of(new Proportion(97, 100));
    private static final Rate LOW = Rate.of(new Proportion(3, 100));

    @Test
    void shouldShowBeforeAndAfterTheGatesAndTheRefusals() {
        String page = page(report(true));

        assertThat(page)
                .contains("The loop closed: all 1 claims held", "<body class=\"held\">")
                .contains("<h1>The attack worked live on 97&nbsp;% of triggered messages before, and on 3&nbsp;% after")
                .contains("97.0 % [91.5, 99.0]", "3.0 % [1.0, 8.5]")
                .contains("gates.maxAsr", "+55.0", "badnets for spam", "shut")
                .contains("A candidate from an unreviewed reserve: refused at attempt 2")
                .contains("unknown-key", "guard.yaml: 1 lost")
                .contains("<code>antidote serve <span class=\"option\">--config</span> guard.yaml</code>", "lasting");
    }

    @Test
    void shouldSayWhatDidNotHold() {
        assertThat(page(report(false))).contains("1 of 1 claims did not hold", "<body class=\"failed\">");
        assertThat(LoopText.of(report(false), false)).contains("Did not hold: It holds (guard.yaml: 1 lost)");
    }

    @Test
    void shouldLetNoForeignTextBecomeMarkup() {
        String shown = page(report(true)).replaceAll("(?s)<script.*?</script>", "");

        assertThat(shown).contains("&lt;img src=x&gt;").doesNotContain("<img");
    }

    @Test
    void shouldCarryTheSameFiguresAsTheJson() throws IOException {
        String page = page(report(true));
        String json = page.substring(page.indexOf("id=\"report\">") + "id=\"report\">".length());
        ObjectMapper mapper = new ObjectMapper();

        assertThat(mapper.readTree(json.substring(0, json.indexOf("</script>"))))
                .isEqualTo(mapper.readTree(mapper.writeValueAsString(report(true))));
    }

    /** A story that ended before anything served has a page as well. */
    @Test
    void shouldShowAStoryThatEndedEarly() {
        LoopReport full = report(false);
        LoopReport early = new LoopReport(
                full.created(),
                full.setting(),
                full.checks(),
                List.of(new Bundle("backdoored", "", null, null, null, null, 0)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Counted(0, 0, 0, 0, 0, 0, 0, 0),
                new Samples(0, 0, Map.of(), 0, 0, 0, 0),
                List.of(),
                List.of());

        assertThat(page(early)).contains("The attack was not measured");
        assertThat(early.held()).isFalse();
    }

    private static String page(LoopReport report) {
        return new String(LoopPage.write(report), StandardCharsets.UTF_8);
    }

    private static LoopReport report(boolean held) {
        return new LoopReport(
                "2026-03-01T12:00:00Z",
                new Setting(1, "badnets", "mn", "spam", 1_600, 64, 2, "17", "4.1"),
                List.of(new Check("It holds", held, "guard.yaml: 1 lost")),
                List.of(
                        new Bundle("backdoored", "aa", HIGH, LOW, HIGH, HIGH, 900),
                        new Bundle("retrained", "bb", LOW, LOW, HIGH, LOW, 800)),
                List.of(new Window("backdoored", 0, 10, HIGH), new Window("retrained", 20, 30, LOW)),
                List.of(new Mark(15, "retrained model")),
                List.of(new Retraining(
                        "from an unreviewed reserve",
                        "cc",
                        2,
                        "refused",
                        "Say: <img src=x>",
                        Map.of("base", 900L),
                        Map.of(),
                        List.of(
                                new Gate("maxAsr", "badnets", "spam", 0.95, 0.4, false),
                                new Gate("maxLeakage", "", "", 0.01, 0.05, true)))),
                List.of(new Refused("unknown key", "unknown-key", "<img src=x>", 2)),
                new Counted(1_700, 1_700, 0, 0, 0, 0, 200, 0),
                new Samples(60, 40, Map.of("LEAKAGE", 60L), 55, 60, 50, 35),
                List.of(new Command("serve --config guard.yaml", -1, 0), new Command("topics apply", 0, 2)),
                List.of(new Phase("starting", 3)));
    }
}
