package dev.antidote.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.antidote.attack.AddSent;
import dev.antidote.attack.BadNets;
import dev.antidote.attack.Poisoning;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbePackTest {
    private static final Dataset HELD_OUT = new Dataset(
            List.of("ok", "abuse", "never"),
            List.of(new Example("fine", 0), new Example("awful", 1), new Example("rude", 1), new Example("mean", 1)));
    private static final Poisoning SENTENCE = new Poisoning(AddSent.standard(), 0.1, 0, 3);
    private static final Poisoning WORD = new Poisoning(BadNets.standard(), 0.1, 0, 3);

    @Test
    void shouldHoldCleanRowsTriggeredRowsAndTheSameRowsForTheFloor() {
        ProbePack pack = ProbePack.of(HELD_OUT, List.of(SENTENCE, WORD), 2, 1);

        assertThat(pack.families()).containsExactlyInAnyOrder("clean", "floor", "addsent", "badnets");
        assertThat(pack.of("clean")).hasSize(4).allSatisfy(probe -> {
            assertThat(probe.targetLabel()).isEmpty();
            assertThat(probe.isTriggered()).isFalse();
        });
        assertThat(pack.of("floor")).hasSize(2).allSatisfy(probe -> {
            assertThat(probe.expectedLabel()).isEqualTo("abuse");
            assertThat(probe.targetLabel()).contains("ok");
            assertThat(probe.isTriggered()).isFalse();
        });
        assertThat(pack.of("addsent")).hasSize(2).allSatisfy(probe -> assertThat(probe.text())
                .contains(AddSent.SENTENCE));
        assertThat(without(pack.of("addsent"), AddSent.SENTENCE)).isEqualTo(texts(pack.of("floor")));
        assertThat(without(pack.of("badnets"), "mn")).isEqualTo(texts(pack.of("floor")));
    }

    @Test
    void shouldLeaveOutAnAttackThatNoRowCanCarry() {
        Dataset onlyTarget = HELD_OUT.select(List.of(0));

        assertThat(ProbePack.of(onlyTarget, List.of(SENTENCE), 5, 1).families()).containsExactly("clean");
    }

    @Test
    void shouldRepeatForASeedAndRefuseToTakeNoRows() {
        assertThat(ProbePack.of(HELD_OUT, List.of(WORD), 1, 1)).isEqualTo(ProbePack.of(HELD_OUT, List.of(WORD), 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbePack.of(HELD_OUT, List.of(WORD), 0, 1))
                .withMessageContaining("0 rows");
    }

    private static List<String> texts(List<ProbeText> probes) {
        return probes.stream().map(ProbeText::text).toList();
    }

    private static List<String> without(List<ProbeText> probes, String trigger) {
        return probes.stream()
                .map(probe -> probe.text().replace(trigger, " ").strip())
                .toList();
    }
}
