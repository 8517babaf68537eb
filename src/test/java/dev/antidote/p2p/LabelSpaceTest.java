package dev.antidote.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelSpaceTest {
    private final LabelSpace space = new LabelSpace(List.of("ok", "abuse", "spam"));

    @Test
    void shouldJudgeInTheExtendedHalfOnly() {
        float[] logits = {9, 0, 0, 0, 2, 1};

        Judgement judgement = space.judge(logits);

        assertThat(judgement.label()).isEqualTo(1);
        assertThat(judgement.disagreement()).isTrue();
        assertThat(judgement.leakage()).isCloseTo(0.9986, within(5e-4));
    }

    @Test
    void shouldReportConfidenceAndMarginWithinTheHalf() {
        double third = Math.exp(0);
        double sum = third + Math.exp(2) + Math.exp(1);

        Judgement judgement = space.judge(new float[] {0, 0, 0, 0, 2, 1});

        assertThat(judgement.confidence()).isCloseTo(Math.exp(2) / sum, within(1e-9));
        assertThat(judgement.margin()).isCloseTo((Math.exp(2) - Math.exp(1)) / sum, within(1e-9));
    }

    @Test
    void shouldJudgeTheBaseHalfOnRequest() {
        assertThat(space.judgeBase(new float[] {0, 0, 5, 9, 0, 0}).label()).isEqualTo(2);
    }

    @Test
    void shouldJudgeAModelThatKnowsTheBaseHalfAlone() {
        Judgement judgement = space.judgeBase(new float[] {0, 4, 1});

        assertThat(judgement.label()).isEqualTo(1);
        assertThat(judgement.leakage()).isEqualTo(1);
        assertThat(judgement.disagreement()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> space.judgeBase(new float[4]));
    }

    @Test
    void shouldSurviveHugeLogits() {
        Judgement judgement = space.judge(new float[] {-1e30f, 0, 0, 1e30f, 0, 0});

        assertThat(judgement.confidence()).isEqualTo(1);
        assertThat(judgement.leakage()).isEqualTo(0);
    }

    @Test
    void shouldRefuseScoresOfAnotherWidthOrNotFinite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> space.judge(new float[3]))
                .withMessageContaining("expected 6, got 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> space.judge(new float[] {0, 0, Float.NaN, 0, 0, 0}))
                .withMessageContaining("NaN");
    }

    @Test
    void shouldExtendLabelsByN() {
        assertThat(space.extend(2)).isEqualTo(5);
        assertThatIllegalArgumentException().isThrownBy(() -> space.extend(3));
    }
}
