package dev.antidote.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingsTest {
    @Test
    void shouldNameTheWorstFirst() {
        Findings findings = Findings.of(LabFixture.report());

        assertThat(findings.failures())
                .extracting(failure ->
                        failure.setting().defence() + " " + failure.setting().seed())
                .containsExactly(
                        "p2p-paper, rho 0.1 1",
                        "p2p-paper, rho 0.1 2",
                        "p2p-paper, rho 0.3 2",
                        "p2p-paper, rho 0.3 1",
                        "p2p, rho 0.4 1",
                        "p2p, rho 0.4 2");
        assertThat(findings.failures().get(0).attacked()).isTrue();
        assertThat(findings.failures().get(0).costly()).isFalse();
        assertThat(findings.failures().get(4).attacked()).isFalse();
        assertThat(findings.failures().get(4).costly()).isTrue();
    }

    @Test
    void shouldNotCountWhatIsExactlyAtABar() {
        // Excess of 25 in 500 is 5 points; 10 in 1,000 is 1 point.
        Findings at = Findings.of(LabFixture.of(
                LabFixture.cell("none", "", 1, LabFixture.outcome("", 910, 480, 20)),
                LabFixture.cell("p2p", "", 1, LabFixture.outcome("", 900, 45, 20))));
        Findings beyond = Findings.of(LabFixture.of(
                LabFixture.cell("none", "", 1, LabFixture.outcome("", 910, 480, 20)),
                LabFixture.cell("p2p", "a", 1, LabFixture.outcome("", 900, 46, 20)),
                LabFixture.cell("p2p", "b", 1, LabFixture.outcome("", 899, 45, 20))));

        assertThat(at.failures()).isEmpty();
        assertThat(at.defended()).hasSize(1);
        assertThat(beyond.failures()).hasSize(2);
    }

    @Test
    void shouldNotCompareAcrossSeeds() {
        Findings findings = Findings.of(LabFixture.of(
                LabFixture.cell("none", "", 1, LabFixture.outcome("", 990, 480, 20)),
                LabFixture.cell("p2p", "", 2, LabFixture.outcome("", 900, 20, 20))));

        assertThat(findings.failures()).isEmpty();
    }

    @Test
    void shouldNameDefencesThatCannotBeHadAndAttacksThatDidNotTake() {
        Findings findings = Findings.of(LabFixture.report());

        assertThat(findings.refusals()).singleElement().satisfies(refusal -> assertThat(refusal.why())
                .contains("no trusted row"));
        assertThat(findings.notTaken()).extracting(Findings.NotTaken::attack).containsExactly("stylebkd");
    }

    @Test
    void shouldNotCountDefencesAgainstAnAttackThatDidNotTake() {
        Findings findings = Findings.of(LabFixture.of(
                LabFixture.cell("none", "", 1, LabFixture.outcome("", 910, 480, 470)),
                LabFixture.cell("p2p", "", 1, LabFixture.outcome("", 700, 480, 400))));

        assertThat(findings.notTaken()).hasSize(1);
        assertThat(findings.defended()).isEmpty();
        assertThat(findings.failures()).isEmpty();
    }

    @Test
    void shouldNotCallTheUndefendedModelAFailure() {
        Findings findings =
                Findings.of(LabFixture.of(LabFixture.cell("none", "", 1, LabFixture.outcome("", 910, 480, 20))));

        assertThat(findings.failures()).isEmpty();
        assertThat(findings.defended()).isEmpty();
    }
}
