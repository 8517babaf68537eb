package dev.antidote.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private final LabelSpace two = new LabelSpace(List.of("poor", "fine"));
    private final LabelSpace three = new LabelSpace(List.of("poor", "fair", "fine"));

    @Test
    void shouldBeAblatedByHowMuchSurerTheOtherAnswerIsOfTheSameLabel() {
        Judgement guarded = two.judge(new float[] {0, 0, 1, 3});

        assertThat(guarded.ablatedBy(two.judgeBase(new float[] {0, 6}))).isCloseTo(signal(4), within(1e-9));
        assertThat(guarded.ablatedBy(two.judgeBase(new float[] {0, 2}))).isEqualTo(0.5);
        assertThat(guarded.ablatedBy(two.judgeBase(new float[] {0, 1}))).isCloseTo(signal(-1), within(1e-9));
    }

    @Test
    void shouldBeAblatedMoreByAnotherLabel() {
        Judgement guarded = two.judge(new float[] {0, 0, 1, 3});

        assertThat(guarded.ablatedBy(two.judgeBase(new float[] {6, 0}))).isCloseTo(signal(8), within(1e-9));
    }

    @Test
    void shouldCountTheRunnerUpForAnotherLabelOfThree() {
        Judgement guarded = three.judge(new float[] {0, 0, 0, 5, 2, 2});
        double runnerUp = 2 - Math.log(Math.exp(5) + Math.exp(2));

        assertThat(guarded.ablatedBy(three.judgeBase(new float[] {0, 0, 7})))
                .isCloseTo(signal(7 - Math.log(2) - runnerUp), within(1e-9));
    }

    @Test
    void shouldStayBetweenZeroAndOneWhereSharesSaturate() {
        Judgement sure = two.judge(new float[] {0, 0, -1e30f, 1e30f});

        assertThat(sure.ablatedBy(two.judgeBase(new float[] {1e30f, -1e30f}))).isBetween(0.98, 1.0);
        assertThat(sure.ablatedBy(two.judgeBase(new float[] {-1e30f, 1e30f}))).isEqualTo(0.5);
        assertThat(sure.ablatedBy(two.judgeBase(new float[] {0, 0.5f}))).isBetween(0.0, 0.02);
    }

    private static double signal(double surer) {
        return (1 + surer / (1 + Math.abs(surer))) / 2;
    }
}
