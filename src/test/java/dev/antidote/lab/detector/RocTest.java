package dev.antidote.lab.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antidote.data.Proportion;
import org.junit.jupiter.api.Test;

class RocTest {
    @Test
    void shouldTellPerfectFromUselessFromBackwards() {
        double[] low = {1, 2, 3};
        double[] high = {4, 5};

        assertThat(Roc.of(high, low).auc()).isEqualTo(1);
        assertThat(Roc.of(low, high).auc()).isZero();
        assertThat(Roc.of(low, low).auc()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void shouldCountTiesAsHalf() {
        assertThat(Roc.of(new double[] {1, 0}, new double[] {0, 0}).auc()).isEqualTo(0.75);
        assertThat(Roc.of(new double[] {0.0}, new double[] {-0.0}).points()).hasSize(2);
    }

    @Test
    void shouldGiveTheRecallAtARateOfFalseAlarms() {
        double[] clean = new double[100];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = i;
        }
        Roc roc = Roc.of(new double[] {98.5, 97, 95, 10}, clean);

        Roc.Point one = roc.atFalseAlarms(0.01);
        assertThat(one.recall()).isEqualTo(new Proportion(1, 4));
        assertThat(one.falseAlarms()).isEqualTo(new Proportion(1, 100));
        assertThat(one.bar()).isEqualTo(98.5);
        Roc.Point five = roc.atFalseAlarms(0.05);
        assertThat(five.recall()).isEqualTo(new Proportion(3, 4));
        assertThat(five.falseAlarms()).isEqualTo(new Proportion(5, 100));
        assertThat(roc.atFalseAlarms(0).recall()).isEqualTo(new Proportion(0, 4));
        assertThat(roc.atFalseAlarms(1).recall()).isEqualTo(new Proportion(4, 4));
    }

    @Test
    void shouldNotFlagTextsOfEqualScoreInPart() {
        Roc roc = Roc.of(new double[] {1, 1, 0}, new double[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0});

        assertThat(roc.atFalseAlarms(0.05).recall().successes()).isZero();
        assertThat(roc.atFalseAlarms(0.1).recall().successes()).isEqualTo(2);
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertThatThrownBy(() -> Roc.of(new double[0], new double[1])).hasMessage("ROC: there are no positives");
        assertThatThrownBy(() -> Roc.of(new double[1], new double[] {Double.NaN}))
                .hasMessage("ROC: a score of the negatives is not a number");
        assertThatThrownBy(() -> Roc.of(new double[1], new double[1]).atFalseAlarms(5))
                .hasMessageContaining("5.0 is outside 0..1");
    }
}
