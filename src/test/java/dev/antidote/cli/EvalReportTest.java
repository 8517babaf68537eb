package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.data.Proportion;
import dev.antidote.train.Recognition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvalReportTest {
    private static final Proportion NONE = new Proportion(0, 0);

    @Test
    void shouldTellWhatTheAblationSignalFinds() {
        EvalReport report = report(new Recognition(0.875, new Proportion(9, 10), new Proportion(1, 100)));

        assertThat(report.text(false))
                .contains(
                        "above 0.875: 90.0 [59.6, 98.2] % of the triggered rows, which are found; 1.0 [0.2, 5.4] % of the clean rows");
        assertThat(report.figures().get("signal"))
                .isEqualTo(Map.of(
                        "line",
                        0.875,
                        "triggered",
                        0.9,
                        "clean",
                        0.01,
                        "intervals",
                        Map.of(
                                "triggered",
                                List.of(new Proportion(9, 10).low(), new Proportion(9, 10).high()),
                                "clean",
                                List.of(new Proportion(1, 100).low(), new Proportion(1, 100).high()))));
    }

    @Test
    void shouldTellOfCleanRowsAloneWhereNoAttackWasPlayed() {
        EvalReport report = report(new Recognition(0.875, NONE, new Proportion(1, 100)));

        assertThat(report.text(false))
                .contains("above 0.875: 1.0 [0.2, 5.4] % of the clean rows, which are false alarms");
        assertThat(String.valueOf(report.figures().get("signal"))).doesNotContain("triggered");
    }

    private static EvalReport report(Recognition recognition) {
        return new EvalReport("bundle-1", 100, Map.of(), recognition, null);
    }
}
