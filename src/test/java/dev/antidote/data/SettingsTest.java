package dev.antidote.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.antidote.data.ColumnNames.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void shouldRefuseSharesThatLeaveNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shares(0.6, 0.4))
                .withMessageContaining("test 0.6")
                .withMessageContaining("trusted 0.4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shares(Double.NaN, 0))
                .withMessageContaining("test share: NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shares(0, -0.1))
                .withMessageContaining("trusted share: -0.1");
    }

    @Test
    void shouldRefuseAShareOutsideTheWhole() {
        Dataset dataset = new Dataset(List.of("a", "b"), List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Splits.sample(dataset, 1.1, 1))
                .withMessage("share: 1.1 is outside 0..1");
    }

    @Test
    void shouldRefuseColumnsThatCannotBeToldApart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ColumnNames(new Column("x", ""), new Column("x", "")))
                .withMessageContaining("both are \"x\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ColumnNames(new Column(" ", ""), new Column("x", "")))
                .withMessageContaining("text column");
    }

    @Test
    void shouldRefuseLimitsThatNothingMeets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReadLimits(0, 1, 1))
                .withMessageContaining("text length: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReadLimits(1, 3, 2))
                .withMessageContaining("maximum of rows: 2");
    }

    @Test
    void shouldGiveEachRowItsOwnRandomness() {
        long first = Seeds.mix(1, 0);

        assertThat(Seeds.mix(1, 0)).isEqualTo(first);
        assertThat(List.of(Seeds.mix(1, 1), Seeds.mix(2, 0), Seeds.mix(0, 1))).doesNotContain(first);
        assertThat(Seeds.row(7, 3).nextLong()).isEqualTo(Seeds.row(7, 3).nextLong());
    }
}
