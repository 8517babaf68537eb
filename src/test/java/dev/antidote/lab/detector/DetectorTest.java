package dev.antidote.lab.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antidote.p2p.LabelSpace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DetectorTest {
    private static final LabelSpace LABELS = new LabelSpace(List.of("poor", "fine"));
    private static final float[] SURE_POOR = {0, -4, 9, 0};
    private static final float[] BARELY_POOR = {0, -4, 4, 3.5f};
    private static final float[] LEAKY = {-4, 6, 5, 0};
    private static final float[] BASE_POOR = {6, 0, 0, 0};
    private static final float[] BASE_FINE = {0, 6, 0, 0};

    @ParameterizedTest
    @EnumSource(Detector.class)
    void shouldStayBetweenNoneAndFullSuspicion(Detector detector) {
        for (float[] guarded : List.of(SURE_POOR, BARELY_POOR, LEAKY, new float[] {80, -80, -80, 80})) {
            for (float[] unguarded : List.of(BASE_POOR, BASE_FINE)) {
                assertThat(suspicion(detector, guarded, unguarded)).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void shouldSuspectAnswersThatChangeWithoutThePrompt() {
        assertThat(suspicion(Detector.ABLATION, SURE_POOR, BASE_POOR)).isZero();
        assertThat(suspicion(Detector.ABLATION, SURE_POOR, BASE_FINE)).isEqualTo(1);
        assertThat(suspicion(Detector.ABLATION_GRADED, SURE_POOR, BASE_FINE)).isGreaterThan(0.99);
        assertThat(suspicion(Detector.ABLATION_GRADED, SURE_POOR, BASE_POOR)).isLessThan(0.01);
        assertThat(suspicion(Detector.ABLATION_GRADED, BARELY_POOR, BASE_FINE))
                .isLessThan(suspicion(Detector.ABLATION_GRADED, SURE_POOR, BASE_FINE));
    }

    @Test
    void shouldSuspectAnAnswerThatIsFarSurerWithoutThePromptEvenWhereItIsTheSame() {
        float[] barelyFine = {0, 0, 0, 0.5f};
        float[] verySureFine = {-7, 7, 0, 0};

        assertThat(suspicion(Detector.ABLATION, barelyFine, verySureFine)).isZero();
        assertThat(suspicion(Detector.ABLATION_ODDS, barelyFine, verySureFine))
                .isCloseTo((1 + 13.5 / 14.5) / 2, within(1e-6))
                .isGreaterThan(suspicion(Detector.ABLATION_ODDS, SURE_POOR, new float[] {0, 0.5f, 0, 0}));
        assertThat(suspicion(Detector.ABLATION_ODDS, SURE_POOR, BASE_POOR)).isLessThan(0.5);
    }

    @Test
    void shouldCountTheOddsAgainstAllOtherLabels() {
        LabelSpace three = new LabelSpace(List.of("poor", "fair", "fine"));
        float[] guarded = {0, 0, 0, 1, 1, 1};
        float[] unguarded = {2, 2, 8, 0, 0, 0};

        double surer = 8 - Math.log(2 * Math.exp(2)) + Math.log(2);

        assertThat(Detector.ABLATION_ODDS.suspicions(new ScoredTexts(three, List.of(guarded), List.of(unguarded)))[0])
                .isCloseTo((1 + surer / (1 + surer)) / 2, within(1e-6));
    }

    @Test
    void shouldSuspectHalvesThatDisagreeInOnePass() {
        assertThat(suspicion(Detector.DISAGREEMENT, SURE_POOR, BASE_FINE)).isZero();
        assertThat(suspicion(Detector.DISAGREEMENT, LEAKY, BASE_POOR)).isEqualTo(1);
        assertThat(suspicion(Detector.DISAGREEMENT_GRADED, LEAKY, BASE_POOR))
                .isGreaterThan(suspicion(Detector.DISAGREEMENT_GRADED, SURE_POOR, BASE_POOR));
    }

    @Test
    void shouldSuspectLeakageAndDoubt() {
        assertThat(suspicion(Detector.LEAKAGE, LEAKY, BASE_POOR)).isGreaterThan(0.5);
        assertThat(suspicion(Detector.LEAKAGE, SURE_POOR, BASE_POOR)).isLessThan(0.01);
        double confidence = 1 / (1 + Math.exp(-0.5));
        assertThat(suspicion(Detector.MARGIN, BARELY_POOR, BASE_POOR))
                .isCloseTo(1 - (2 * confidence - 1), within(1e-6));
    }

    @Test
    void shouldNameItselfInWords() {
        assertThat(Detector.ABLATION_GRADED.label()).isEqualTo("ablation graded");
    }

    @Test
    void shouldNeedBothAnswersOfEveryText() {
        assertThatThrownBy(() -> new ScoredTexts(LABELS, List.of(SURE_POOR), List.of()))
                .hasMessage("scored texts: 1 under the prompt, 0 without");
    }

    private static double suspicion(Detector detector, float[] guarded, float[] unguarded) {
        return detector.suspicions(new ScoredTexts(LABELS, List.of(guarded), List.of(unguarded)))[0];
    }
}
