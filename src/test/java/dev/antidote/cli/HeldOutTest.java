package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.attack.Attacks;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.Hardening;
import dev.antidote.p2p.Reconstruction;
import dev.antidote.p2p.ReconstructionMode;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.probe.ProbePack;
import dev.antidote.probe.ProbeText;
import dev.antidote.train.DefenceSpec;
import dev.antidote.wire.ProbeFamilies;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeldOutTest {
    private static final DefenceSpec SPEC = new DefenceSpec(
            new BenignPrompt("The query currently entered is:"),
            new Reconstruction(0.3, ReconstructionMode.UNION, Hardening.NONE, 1),
            ReserveSource.SCREENED,
            true,
            false,
            false,
            0,
            1);

    /** Those with negatives too, of which a probe knows nothing. */
    @Test
    void shouldProbeWithEveryKnownAttackForEveryLabel() {
        assertThat(HeldOut.attacks(List.of("ok", "abuse", "spam"), SPEC, Optional.empty(), List.of()))
                .hasSize(3 * Attacks.names().size())
                .extracting(attack -> attack.attack().name())
                .hasSameElementsAs(Attacks.names());
    }

    @Test
    void shouldLeaveOutWhatTheTrainingSawAndSaySo() {
        Dataset heldOut = rows("seen", "new");

        Dataset fit = HeldOut.fit(heldOut, rows("seen", "other"), List.of());

        assertThat(fit.examples()).extracting(Example::text).containsExactly("new");
        assertThat(HeldOut.unfit(heldOut, fit))
                .hasValueSatisfying(text -> assertThat(text).startsWith("1 of 2 held-out rows are not measured by: "));
        assertThat(HeldOut.unfit(fit, fit)).isEmpty();
    }

    private static Dataset rows(String... texts) {
        return new Dataset(
                List.of("ok", "spam"),
                Stream.of(texts).map(text -> new Example(text, 0)).toList());
    }

    @Test
    void shouldSayThatTooFewRowsChooseNoThresholds() {
        HeldOut few = new HeldOut(
                new ProbePack(List.of(new ProbeText("fine", ProbeFamilies.CLEAN, "ok", Optional.empty()))),
                Optional.empty(),
                Optional.empty());

        assertThat(few.text()).hasValueSatisfying(text -> assertThat(text)
                .startsWith("1 held-out rows are too few to choose thresholds by, 40 are needed"));
        assertThat(HeldOut.NOTHING.text()).isEmpty();
    }
}
