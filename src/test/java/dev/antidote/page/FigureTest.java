package dev.antidote.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.data.Proportion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {
    @Test
    void shouldShowARateWithItsInterval() {
        assertThat(Figure.withInterval(new Rate(1, 0.989, 1, 345))).isEqualTo("100.0 % [98.9, 100.0]");
    }

    @ParameterizedTest
    @CsvSource({"0.98, 98 %", "0.024, 2.4 %", "0.02, 2 %", "0, 0 %", "1, 100 %", "0.996, 99.6 %", "0.915, 92 %"})
    void shouldRoundForSentencesOnlyWhereNothingIsHidden(double share, String text) {
        assertThat(Figure.brief(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.951, +95.1", "-0.005, -0.5", "-0.0001, +0.0", "0, +0.0"})
    void shouldShowDifferencesInPoints(double difference, String text) {
        assertThat(Figure.points(difference)).isEqualTo(text);
    }

    @Test
    void shouldTakeARateFromWhatWasCounted() {
        assertThat(Figure.withInterval(Rate.of(new Proportion(345, 345)))).isEqualTo("100.0 % [98.9, 100.0]");
        assertThatThrownBy(() -> Rate.of(new Proportion(0, 0))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseWhatIsNoShare() {
        assertThatThrownBy(() -> new Rate(1.2, 1, 1.3, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(0.5, 0.6, 0.7, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(Double.NaN, 0, 1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(0.5, 0.4, 0.7, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldSpellOutWhatCannotBeSeen() {
        assertThat(Printable.clipped("a\u001b[31mb\u200b" + "x".repeat(9), 8)).isEqualTo("a[U+001B][31mb[U+200B]...");
    }
}
