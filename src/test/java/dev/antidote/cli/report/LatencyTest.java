package dev.antidote.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
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
}
