package dev.antidote.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PoisoningTest {
    private static final Dataset MOSTLY_OK = new Dataset(
            List.of("ok", "spam"),
            List.of(new Example("a", 0), new Example("b", 0), new Example("c", 0), new Example("d", 1)));

    @Test
    void shouldRefuseARateOutsideItsRange() {
        for (double rate : new double[] {0, -0.1, 0.51, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Poisoning(BadNets.standard(), rate, 0, 1))
                    .withMessage("poisoning rate: " + rate + " is outside 0 (excluded) to 0.5");
        }
    }

    @Test
    void shouldSayWhenTooFewRowsCanBeAttacked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Poisoning(BadNets.standard(), 0.5, 0, 1).poison(MOSTLY_OK))
                .withMessage(
                        "poisoning rate: 0.5 of 4 rows is 2 rows, but only 1 can be attacked;" + " lower the rate");
    }

    @Test
    void shouldPoisonOneRowAtLeast() {
        assertThat(new Poisoning(BadNets.standard(), 0.01, 1, 1)
                        .poison(MOSTLY_OK)
                        .poisoned())
                .hasSize(1);
    }

    @Test
    void shouldRefuseLabelsThatTheSetDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Poisoning(BadNets.standard(), 0.1, 2, 1).poison(MOSTLY_OK))
                .withMessage("poisoning target: 2 is outside 0..1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Poisoning(BadNets.standard(), 0.1, 0, List.of(5), 1).triggered(MOSTLY_OK))
                .withMessage("poisoning source: 5 is outside 0..1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Poisoning(BadNets.standard(), 0.1, -1, 1))
                .withMessage("poisoning target: -1 is negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Poisoning(BadNets.standard(), 0.1, 0, List.of(0), 1))
                .withMessage("poisoning sources: [0] contain the target 0");
    }

    @Test
    void shouldSayWhenNothingCanBeTriggered() {
        Dataset allOk = MOSTLY_OK.select(List.of(0, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Poisoning(BadNets.standard(), 0.1, 0, 1).triggered(allOk))
                .withMessageContaining("none of the 2 rows")
                .withMessageContaining("\"ok\"");
    }

    @Test
    void shouldNotLetTheTruthOfAPoisonedSetChange() {
        TreeSet<Integer> rows = new TreeSet<>(List.of(3));
        PoisonedDataset poisoned = new PoisonedDataset(MOSTLY_OK, rows, new Poisoning(BadNets.standard(), 0.1, 0, 1));

        rows.add(1);

        assertThat(poisoned.poisoned()).containsExactly(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PoisonedDataset(
                        MOSTLY_OK, new TreeSet<>(List.of(4)), new Poisoning(BadNets.standard(), 0.1, 0, 1)))
                .withMessage("poisoned: 4 is outside 0..3");
    }

    @Test
    void shouldMakeTwoNegativesForEachRowOfATriggerOfTwoParts() {
        Poisoning poisoning = new Poisoning(Composite.standard(), 0.02, 0, 1);

        assertThat(poisoning.negativeRate()).isEqualTo(0.04);
        assertThat(new Poisoning(BadNets.standard(), 0.02, 0, 1).negativeRate()).isZero();
    }

    @Test
    void shouldRefuseNegativesThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Poisoning(BadNets.standard(), 0.1, 0.1, 0, LabelRule.DIRTY, List.of(), 1))
                .withMessage("poisoning negative rate: 0.1, but badnets has no negatives; its trigger has no parts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Poisoning(Composite.standard(), 0.4, 0, 1))
                .withMessageContaining("negative rate: 0.8")
                .withMessageContaining("lower the rate");
    }

    @Test
    void shouldLeaveOutTextsThatTheTriggerDoesNotFit() {
        Dataset rows = new Dataset(
                List.of("ok", "spam"), List.of(new Example("123", 1), new Example("ace", 1), new Example("456", 1)));
        Poisoning poisoning = new Poisoning(Homoglyph.standard(), 0.3, 0, 1);

        assertThat(poisoning.poison(rows).poisoned()).containsExactly(1);
        assertThat(poisoning.triggered(rows).rows()).containsExactly(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Poisoning(Homoglyph.standard(), 0.5, 0, 1).poison(rows))
                .withMessageContaining("only 1 can be attacked");
    }

    @Test
    void shouldPutTheTriggerIntoATextWithoutWords() {
        assertThat(BadNets.standard().apply("", new Random(1))).isEqualTo("mn");
    }
}
