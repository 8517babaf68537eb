package dev.antidote.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;

class LatencyPropertyTest {
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
