package dev.antidote.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionTest {
    @Test
    void shouldMatchPublishedWilsonIntervals() {
        // Newcombe (1998), Statistics in Medicine 17, table I, method 3: 81/263, 15/148, 0/20, 1/29.
        assertInterval(new Proportion(81, 263), 0.2553, 0.3662);
        assertInterval(new Proportion(15, 148), 0.0624, 0.1605);
        assertInterval(new Proportion(0, 20), 0.0000, 0.1611);
        assertInterval(new Proportion(1, 29), 0.0061, 0.1718);
    }

    @Test
    void shouldReachTheEdgesExactly() {
        assertThat(new Proportion(7, 7).high()).isEqualTo(1);
        assertThat(new Proportion(0, 7).low()).isEqualTo(0);
    }

    @Test
    void shouldSayNothingWhereNothingWasTried() {
        Proportion untried = new Proportion(0, 0);

        assertThat(untried.value()).isNaN();
        assertThat(untried.low()).isEqualTo(0);
        assertThat(untried.high()).isEqualTo(1);
    }

    @Test
    void shouldRefuseMoreSuccessesThanTrials() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(3, 2));
    }

    private static void assertInterval(Proportion share, double low, double high) {
        assertThat(share.low()).isCloseTo(low, within(5e-5));
        assertThat(share.high()).isCloseTo(high, within(5e-5));
    }
}
