package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.p2p.Judgement;
import java.util.List;
import org.junit.jupiter.api.Test;

class AblationTest {
    private static final Judgement SURE = answer(0, 0.9);

    @Test
    void shouldTellOfTheWindowThatTheTriggerIsIn() {
        List<Judgement> unguarded = List.of(answer(0, 0.9), answer(1, 0.999), answer(0, 0.95));

        assertThat(Ablation.of(List.of(SURE, SURE, SURE), unguarded))
                .contains(new Ablation(SURE.ablatedBy(answer(1, 0.999)), 1));
    }

    @Test
    void shouldTellNothingOfWhatIsNotInTheSample() {
        assertThat(Ablation.of(List.of(SURE), List.of())).isEmpty();
    }

    private static Judgement answer(int label, double confidence) {
        return new Judgement(label, confidence, 2 * confidence - 1, 0, false);
    }
}
