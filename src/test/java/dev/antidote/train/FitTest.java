package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FitTest {
    @Test
    void shouldCountTheRowsWithTheirOwnLabel() {
        assertThat(Fit.of(new int[] {0, 1, 1, 0}, row -> row % 2)).isEqualTo(new Fit(2, 4));
    }

    @Test
    void shouldCallAModelFarUnderAnotherOnlyBeyondFivePointsAndChance() {
        assertThat(new Fit(340, 400).farUnder(new Fit(380, 400))).isFalse();
        assertThat(new Fit(339, 400).farUnder(new Fit(380, 400))).isTrue();
        assertThat(new Fit(7, 10).farUnder(new Fit(10, 10))).isFalse();
        assertThat(new Fit(6, 10).farUnder(new Fit(10, 10))).isTrue();
        assertThat(new Fit(400, 400).farUnder(new Fit(200, 400))).isFalse();
    }
}
