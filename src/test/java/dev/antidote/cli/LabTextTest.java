package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.data.Proportion;
import dev.antidote.lab.experiment.CellResult;
import dev.antidote.lab.experiment.CellResult.Curve;
import dev.antidote.lab.experiment.CellResult.Outcome;
import dev.antidote.lab.experiment.CellResult.Setting;
import dev.antidote.lab.experiment.Measure;
import dev.antidote.lab.report.LabReport;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabTextTest {
    private static final Curve CURVE = new Curve(
            "ablation odds",
            "guarded model against undefended",
            0.9951,
            new Proportion(450, 500),
            new Proportion(489, 500),
            List.of(List.of(0.0, 0.0), List.of(1.0, 1.0)));

    @Test
    void shouldTellWhatTheSignalsFind() {
        String text = results("detectors", cell("p2p", 1, 20, CURVE));

        assertThat(text)
                .containsPattern("badnets +\\| guarded model against undefended +\\| ablation odds +\\| 0.995 \\|"
                        + " +90.0 % \\| +97.8 %");
    }

    @Test
    void shouldTellHowMuchTheFiguresChangeWithTheSeed() {
        assertThat(results("seeds", cell("p2p", 1, 20), cell("p2p", 2, 40)))
                .containsPattern("badnets +\\| +p2p \\| +2 \\| +90.0 % to 90.0 % \\| +\\+0.0 to \\+4.0");
        assertThat(results("grid", cell("p2p", 1, 20))).doesNotContain("least to most");
    }

    @Test
    void shouldNotAdviseAHigherRateToAModelThatHasLearnedNothing() {
        assertThat(results("baseline", cell("none", 1, 50)))
                .contains("Did not take", "badnets (seed 1)")
                .doesNotContain("hardly learned");
        assertThat(results("baseline", cell("none", 1, 490, 480)))
                .contains("has hardly learned", "more rows or epochs may help: badnets (seed 1)")
                .doesNotContain("higher rate");
    }

    private static String results(String name, CellResult... cells) {
        LabReport report = new LabReport(
                Instant.EPOCH,
                "antidote lab " + name,
                new TreeMap<>(),
                new TreeMap<>(),
                0,
                List.of(new LabReport.Part(name, "Which?", List.of(cells))));
        return LabText.results(report, false);
    }

    private static CellResult cell(String series, long seed, int attacked, Curve... curves) {
        return cell(series, seed, attacked, 20, curves);
    }

    private static CellResult cell(String series, long seed, int attacked, int floor, Curve... curves) {
        return new CellResult(
                series + seed,
                new Setting(
                        "rows", "badnets", "mn", 0.03, 72, 2_400, 230, series, "", "The query:", seed, Measure.METRICS),
                "",
                List.of(new Outcome(
                        "", new Proportion(900, 1000), new Proportion(attacked, 500), new Proportion(floor, 500))),
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                List.of(),
                List.of(curves),
                1,
                0,
                Instant.EPOCH);
    }
}
