package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseTextTest {
    @Test
    void shouldTellRateAndRest() {
        PhaseText text = new PhaseText(640, 3000, "rows", Duration.ofSeconds(10));

        assertThat(text.count()).isEqualTo("640 of 3,000 rows (21 %)");
        assertThat(text.pace()).isEqualTo("64 rows/s, about 40 s left");
    }

    @Test
    void shouldNotGuessTooEarly() {
        assertThat(new PhaseText(5, 100, "rows", Duration.ofMillis(900)).pace()).isEmpty();
        assertThat(new PhaseText(0, 100, "rows", Duration.ofMinutes(1)).pace()).isEmpty();
    }

    @Test
    void shouldPromiseNothingWithoutATotal() {
        PhaseText text = new PhaseText(50, 0, "requests", Duration.ofSeconds(20));

        assertThat(text.count()).isEqualTo("50 requests");
        assertThat(text.pace()).isEqualTo("2.5 requests/s");
        assertThat(text.percent()).isZero();
    }

    @Test
    void shouldHaveNothingLeftAtTheEnd() {
        assertThat(new PhaseText(100, 100, "", Duration.ofSeconds(20)).pace()).isEmpty();
        assertThat(new PhaseText(120, 100, "", Duration.ofSeconds(20)).percent())
                .isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"0.44, 0.4 s", "48, 48 s", "119, 119 s", "200, 3 min 20 s", "7199, 119 min 59 s", "12272, 3 h 24 min"})
    void shouldSpellDurations(double seconds, String spelled) {
        assertThat(PhaseText.spell(seconds)).isEqualTo(spelled);
    }

    @ParameterizedTest
    @CsvSource({"99, a few seconds left", "50, about 10 s left", "10, about 90 s left", "2, about 8 min 10 s left"})
    void shouldRoundTheRest(long done, String left) {
        assertThat(new PhaseText(done, 100, "rows", Duration.ofSeconds(10)).left())
                .isEqualTo(left);
    }
}
