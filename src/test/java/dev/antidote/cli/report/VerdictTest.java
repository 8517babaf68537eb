package dev.antidote.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.cli.report.Verdict.Outcome;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Scores VICTIM = ReportFixture.scores(0.92, 0.98, 0.03);
    private static final Requests ALL = new Requests(2000, 2000, 0, 0, 200);

    @Test
    void shouldSayThatTheDefenceHeld() {
        Verdict verdict = verdict(VICTIM, ReportFixture.scores(0.92, 0.02, 0.03));

        assertThat(verdict.outcome()).isEqualTo(Outcome.HELD);
        assertThat(verdict.attack())
                .isEqualTo("The attack worked on 98 % of triggered messages before; now on 2 %,"
                        + " which is no more than ordinary error.");
        assertThat(verdict.accuracy())
                .isEqualTo("Accuracy on clean messages stays about the same (92.0 % before, 92.0 % now).");
        assertThat(verdict.stream()).isEqualTo("All 2,000 requests came through Kafka and were judged exactly once.");
    }

    @Test
    void shouldNameTheErrorThatItIsOnlyCloseTo() {
        Verdict verdict = verdict(VICTIM, ReportFixture.scores(0.92, 0.055, 0.03));

        assertThat(verdict.outcome()).isEqualTo(Outcome.HELD);
        assertThat(verdict.attack()).endsWith("now on 5.5 %, close to the ordinary error of 3 %.");
    }

    @Test
    void shouldNotHideThatOrdinaryErrorRose() {
        Verdict verdict = verdict(VICTIM, ReportFixture.scores(0.92, 0.115, 0.1));

        assertThat(verdict.outcome()).isEqualTo(Outcome.HELD);
        assertThat(verdict.attack())
                .endsWith("close to the ordinary error of 10 %. That error was 3 % before the defence.");
    }

    @Test
    void shouldCallMoreThanAPointOfAccuracyAPrice() {
        assertThat(verdict(VICTIM, ReportFixture.scores(0.91, 0.02, 0.03)).accuracy())
                .startsWith("Accuracy on clean messages stays");
        assertThat(verdict(VICTIM, ReportFixture.scores(0.901, 0.02, 0.03)).accuracy())
                .startsWith("The defence costs 1.9 points of accuracy");
    }

    @Test
    void shouldSayThatTheAttackIsOnlyWeakened() {
        Verdict verdict = verdict(VICTIM, ReportFixture.scores(0.92, 0.2, 0.03));

        assertThat(verdict.outcome()).isEqualTo(Outcome.WEAKENED);
        assertThat(verdict.attack()).contains("still works on 20 %, where ordinary error would be 3 %");
    }

    @Test
    void shouldSayThatTheDefenceFailed() {
        Verdict verdict = verdict(VICTIM, ReportFixture.scores(0.92, 0.95, 0.03));

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.attack()).contains("still works on 95 %: the defence did not stop it");
    }

    @Test
    void shouldNotPraiseADefenceAgainstAnAttackThatDidNotTake() {
        Verdict verdict = verdict(ReportFixture.scores(0.92, 0.05, 0.03), ReportFixture.scores(0.92, 0.02, 0.03));

        assertThat(verdict.outcome()).isEqualTo(Outcome.NO_ATTACK);
        assertThat(verdict.attack()).contains("only 5 %").contains("cannot show");
    }

    @Test
    void shouldNameThePrice() {
        Verdict verdict = verdict(VICTIM, ReportFixture.scores(0.88, 0.02, 0.03));

        assertThat(verdict.accuracy())
                .isEqualTo("The defence costs 4.0 points of accuracy on clean messages (92.0 % before, 88.0 % now).");
    }

    @Test
    void shouldCountWhatTheStreamLost() {
        Verdict verdict = Verdict.of(ReportFixture.failed());

        assertThat(verdict.stream()).isEqualTo("Of 2,000 requests 3 were lost, and 1 verdict came twice.");
    }

    private static Verdict verdict(Scores before, Scores after) {
        return Verdict.of(ReportFixture.report(before, before, after, ALL));
    }
}
