package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.p2p.Judgement;
import dev.antidote.train.SignalStudy.Scored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldOutAccuracyTest {
    @Test
    void shouldCountBothModelsAndWhereTheyDiffer() {
        HeldOutAccuracy accuracy = accuracy(70, 20, 5, 5);

        assertThat(accuracy.guarded().successes()).isEqualTo(75);
        assertThat(accuracy.undefended().successes()).isEqualTo(90);
        assertThat(accuracy.lost()).isEqualTo(20);
        assertThat(accuracy.gained()).isEqualTo(5);
        assertThat(accuracy.text())
                .isEqualTo("Accuracy on 100 held-out rows: guarded 75.0% [65.7, 82.5], undefended 90.0% [82.6, 94.5]");
    }

    @Test
    void shouldWarnOfALossBeyondChance() {
        assertThat(accuracy(70, 20, 5, 5).warning()).hasValueSatisfying(warning -> assertThat(warning)
                .startsWith("warning: the guarded model is wrong on 20 held-out rows that the undefended one gets"
                        + " right, and right on 5 others")
                .contains("--epochs"));
    }

    @Test
    void shouldNotWarnOfWhatMayBeChanceOrIsMinded() {
        assertThat(accuracy(80, 9, 5, 6).warning())
                .as("9 against 5 may be chance")
                .isEmpty();
        assertThat(accuracy(970, 20, 5, 5).warning())
                .as("1.5 points are not minded")
                .isEmpty();
        assertThat(accuracy(70, 5, 20, 5).warning()).as("a gain").isEmpty();
    }

    private static HeldOutAccuracy accuracy(int both, int undefendedOnly, int guardedOnly, int neither) {
        List<Scored> answers = new ArrayList<>();
        answers.addAll(Collections.nCopies(both, scored(1, 1)));
        answers.addAll(Collections.nCopies(undefendedOnly, scored(0, 1)));
        answers.addAll(Collections.nCopies(guardedOnly, scored(1, 0)));
        answers.addAll(Collections.nCopies(neither, scored(0, 0)));
        return HeldOutAccuracy.of(answers, Collections.nCopies(answers.size(), 1));
    }

    private static Scored scored(int guarded, int undefended) {
        return new Scored(judgement(guarded), judgement(undefended));
    }

    private static Judgement judgement(int label) {
        return new Judgement(label, 0.9, 0.8, 0.01, false);
    }
}
