package dev.antidote.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void shouldTakeTheNearestRank() {
        Latency latency = Latency.of(
                IntStream.rangeClosed(1, 200).mapToDouble(i -> 201 - i).toArray());

        assertThat(latency.p50()).isEqualTo(100);
        assertThat(latency.p90()).isEqualTo(180);
        assertThat(latency.p99()).isEqualTo(198);
        assertThat(latency.max()).isEqualTo(200);
    }

    @Test
    void shouldRefuseWhatIsNoDuration() {
        assertThatThrownBy(Latency::of).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Latency.of(3, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Latency.of(3, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Latency.of(3, 1e300)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void shouldCountEveryRequestInOneBin(@ForAll @NotEmpty List<@DoubleRange(min = 0, max = 1e5) Double> durations) {
        double[] millis = durations.stream().mapToDouble(Double::doubleValue).toArray();

        Latency latency = Latency.of(millis);

        assertThat(latency.histogram().stream().mapToLong(Latency.Bin::count).sum())
                .isEqualTo(millis.length);
        assertThat(latency.histogram()).hasSizeLessThanOrEqualTo(30);
        for (int i = 1; i < latency.histogram().size(); i++) {
            assertThat(latency.histogram().get(i).from())
                    .isEqualTo(latency.histogram().get(i - 1).to());
        }
        assertThat(latency.p50()).isIn(durations);
    }
}
