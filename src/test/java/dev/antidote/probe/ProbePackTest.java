package dev.antidote.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.antidote.attack.AddSent;
import dev.antidote.attack.Poisoning;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbePackTest {
    private static final Dataset HELD_OUT = new Dataset(
            List.of("ok", "abuse"), List.of(new Example("fine", 0), new Example("awful", 1), new Example("rude", 1)));
    private static final Poisoning ATTACK = new Poisoning(AddSent.standard(), 0.1, 0, 3);

    @Test
    void shouldBeHalfCleanAndHalfTriggered() {
        ProbePack pack = ProbePack.of(HELD_OUT, ATTACK, 11, 1);

        assertThat(pack.probes()).hasSize(11);
        assertThat(pack.probes().stream().filter(probe -> probe.family().equals("clean")))
                .hasSize(5)
                .allSatisfy(probe -> assertThat(probe.targetLabel()).isEmpty());
        assertThat(pack.probes().stream().filter(probe -> probe.family().equals("addsent")))
                .hasSize(6)
                .allSatisfy(probe -> {
                    assertThat(probe.text()).contains(AddSent.SENTENCE);
                    assertThat(probe.expectedLabel()).isEqualTo("abuse");
                    assertThat(probe.targetLabel()).contains("ok");
                });
    }

    @Test
    void shouldRepeatForASeed() {
        assertThat(ProbePack.of(HELD_OUT, ATTACK, 8, 1)).isEqualTo(ProbePack.of(HELD_OUT, ATTACK, 8, 1));
    }

    @Test
    void shouldRefuseAPackTooSmallToCompare() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProbePack.of(HELD_OUT, ATTACK, 1, 1));
    }
}
