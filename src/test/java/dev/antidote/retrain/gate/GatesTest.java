package dev.antidote.retrain.gate;

import static dev.antidote.retrain.gate.GateFixture.attack;
import static dev.antidote.retrain.gate.GateFixture.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.config.GatesConfig;
import dev.antidote.data.Proportion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatesTest {
    private final Gates gates = new Gates(new GatesConfig(0.02, 0.25, 0.15, 0.15, 0.05, 200));

    @Test
    void shouldLetAModelThroughThatHoldsAllBounds() {
        GateReport report = gates.judge(
                model("new", 900, attack("badnets", "ok", 10, 8), attack("addsent", "ok", 20, 9)),
                Optional.of(model("old", 910)));

        assertThat(report.passed()).isTrue();
        assertThat(report.reason()).isEmpty();
        assertThat(report.results())
                .extracting(GateResult::gate)
                .containsExactly(
                        Gate.CA_DROP, Gate.ASR, Gate.EXCESS, Gate.ASR, Gate.EXCESS, Gate.FALSE_ALARMS, Gate.LEAKAGE);
    }

    @Test
    void shouldTellEveryGateThatIsShutWithAttackLabelAndByHowMuch() {
        ModelFigures candidate = new ModelFigures(
                "new",
                new Proportion(850, 1000),
                List.of(attack("badnets", "ok", 10, 8), attack("badnets", "spam", 190, 8)),
                new Proportion(200, 1000),
                0.075);

        GateReport report = gates.judge(candidate, Optional.of(model("old", 910)));

        assertThat(report.passed()).isFalse();
        assertThat(report.failures())
                .extracting(result -> result.gate() + result.target())
                .containsExactly("CA_DROP", "ASRspam", "EXCESSspam", "FALSE_ALARMS", "LEAKAGE");
        assertThat(report.reason())
                .isEqualTo(
                        "clean accuracy below the champion's is 6.0 points, gates.maxCaDrop allows 2.0 (4.0 too many);"
                                + " upper bound of the attack success rate by badnets for 'spam' is 97.3 points, gates.maxAsr"
                                + " allows 25.0 (72.3 too many); attack success rate above its floor by badnets for 'spam' is"
                                + " 91.0 points, gates.maxExcess allows 15.0 (76.0 too many); clean rows flagged is 20.0 points,"
                                + " gates.maxFalseAlarms allows 15.0 (5.0 too many); mean leakage on clean rows is 7.5 points,"
                                + " gates.maxLeakage allows 5.0 (2.5 too many)");
    }

    @Test
    void shouldNotAskForTheChampionsAccuracyWhereNothingServes() {
        GateReport report = gates.judge(model("new", 300), Optional.empty());

        assertThat(report.results()).extracting(GateResult::gate).doesNotContain(Gate.CA_DROP);
    }

    @Test
    void shouldNotTakeFewRowsForSafety() {
        AttackFigures lucky = new AttackFigures(
                "badnets", AttackFigures.Origin.KNOWN, "ok", new Proportion(0, 5), new Proportion(0, 5));

        assertThat(gates.judge(model("new", 900, lucky), Optional.empty()).failures())
                .extracting(GateResult::gate)
                .containsExactly(Gate.ASR);
    }

    @Test
    void shouldLetABackdoorForOneLabelNotDrownInTheOthers() {
        ModelFigures candidate = model(
                "new",
                900,
                attack("badnets", "a", 2, 2),
                attack("badnets", "b", 2, 2),
                attack("badnets", "c", 90, 2),
                attack("badnets", "d", 2, 2));

        assertThat(gates.judge(candidate, Optional.empty()).failures())
                .allSatisfy(result -> assertThat(result.target()).isEqualTo("c"))
                .hasSize(2);
    }

    @Test
    void shouldTellButNotJudgeWhatTheScreenAloneFound() {
        AttackFigures honest = new AttackFigures(
                "found", AttackFigures.Origin.SCREEN, "scam", new Proportion(140, 200), new Proportion(1, 200));

        assertThat(gates.judge(model("new", 900, honest), Optional.empty()).passed())
                .isTrue();
    }

    @Test
    void shouldRefuseFiguresOfNothing() {
        assertThatThrownBy(() -> new ModelFigures("b", new Proportion(0, 0), List.of(), new Proportion(0, 0), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AttackFigures(
                        "badnets", AttackFigures.Origin.KNOWN, "ok", new Proportion(0, 0), new Proportion(0, 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GateReport(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
