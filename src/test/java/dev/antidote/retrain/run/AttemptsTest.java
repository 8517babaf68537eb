package dev.antidote.retrain.run;

import static dev.antidote.retrain.gate.GateFixture.attack;
import static dev.antidote.retrain.gate.GateFixture.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.config.GatesConfig;
import dev.antidote.retrain.gate.GateReport;
import dev.antidote.retrain.gate.Gates;
import dev.antidote.retrain.gate.ModelFigures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final ModelFigures SOUND = model("sound", 900, attack("badnets", "ok", 10, 8));
    private static final ModelFigures INACCURATE = model("inaccurate", 700, attack("badnets", "ok", 10, 8));
    private static final ModelFigures BACKDOORED = model("backdoored", 700, attack("badnets", "ok", 180, 8));
    private static final ModelFigures SUSCEPTIBLE = model("susceptible", 900, attack("stylebkd", "ok", 80, 8));
    private static final ModelFigures CHAMPION = model("champion", 900);

    private final Attempts attempts = new Attempts(3);

    @Test
    void shouldTryAgainUntilTheBoundIsReached() {
        RunState refused = judged(1, "rows", INACCURATE);

        assertThat(attempts.another(List.of())).isFalse();
        assertThat(attempts.another(List.of(refused))).isTrue();
        assertThat(attempts.another(List.of(refused, judged(2, "rows", INACCURATE))))
                .isTrue();
        assertThat(attempts.another(List.of(refused, judged(2, "rows", INACCURATE), judged(3, "rows", INACCURATE))))
                .isFalse();
        assertThat(new Attempts(1).another(List.of(refused))).isFalse();
    }

    @Test
    void shouldNotTryAgainWhatTheDataDecided() {
        assertThat(attempts.another(List.of(judged(1, "rows", BACKDOORED)))).isFalse();
        assertThat(attempts.another(List.of(judged(1, "rows", SUSCEPTIBLE))))
                .as("style turns small models more or less, by the seed")
                .isTrue();
    }

    @Test
    void shouldOnlyTryAgainAfterARefusal() {
        RunState accepted = judged(2, "rows", SOUND);

        assertThat(attempts.another(List.of(judged(1, "rows", INACCURATE), accepted)))
                .isFalse();
        assertThat(attempts.another(List.of(new RunState.Prepared(accepted.preparation()))))
                .isFalse();
    }

    @Test
    void shouldCountOnlyRefusalsOnTheSameRowsWithoutABreak() {
        RunState before = judged(1, "rows", INACCURATE);
        RunState others = judged(2, "other rows", INACCURATE);
        RunState accepted = judged(3, "rows", SOUND);
        RunState last = judged(4, "rows", INACCURATE);

        assertThat(Attempts.made(List.of())).isZero();
        assertThat(Attempts.made(List.of(last))).isEqualTo(1);
        assertThat(Attempts.made(List.of(before, last))).isEqualTo(2);
        assertThat(Attempts.made(List.of(before, accepted))).isEqualTo(2);
        assertThat(Attempts.made(List.of(before, others, last))).isEqualTo(1);
        assertThat(Attempts.made(List.of(before, accepted, last))).isEqualTo(1);
    }

    @Test
    void shouldRefuseToMakeNone() {
        assertThatThrownBy(() -> new Attempts(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("attempts: 0");
    }

    private static RunState judged(int run, String rows, ModelFigures candidate) {
        Preparation preparation =
                ScriptedSteps.preparation(run, Instant.EPOCH, new TreeMap<>(Map.of("base.jsonl", "digest of " + rows)));
        GateReport report = new Gates(GatesConfig.DEFAULTS).judge(candidate, Optional.of(CHAMPION));
        RunState.Evaluated measured =
                new RunState.Evaluated(new RunState.Trained(preparation, candidate.bundle()), candidate, CHAMPION);
        return report.passed() ? new RunState.Accepted(measured, report) : new RunState.Refused(measured, report);
    }
}
