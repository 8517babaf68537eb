package dev.antidote.p2p.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HonestBarPropertyTest {
    @Property
    void shouldPutTheBarWhereTheShareSaysSo(
            @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = -9, max = 9) Double> honest,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double share,
            @ForAll @DoubleRange(min = -10, max = 10) double strength) {
        HonestBar bar = new HonestBar(honest);

        if (strength > bar.bar(share)) {
            assertThat(bar.share(strength)).isLessThanOrEqualTo(share + 1e-9);
        } else {
            assertThat(bar.share(Math.nextDown(strength))).isGreaterThan(share);
        }
    }

    @Test
    void shouldLetNothingPassWhereTooFewRowsVouch() {
        assertThat(new HonestBar(List.of(1.0, 2.0, 3.0)).bar(0.2)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(new HonestBar(List.of(1.0, 2.0, 3.0, 4.0)).bar(0.2)).isEqualTo(4);
    }
}
