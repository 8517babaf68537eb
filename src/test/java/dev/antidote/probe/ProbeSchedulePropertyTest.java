package dev.antidote.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class ProbeSchedulePropertyTest {
    @Property(tries = 200)
    void shouldKeepEachProbeInItsOwnGap(
            @ForAll @LongRange(min = 1, max = 1L << 40) long gap,
            @ForAll @DoubleRange(max = 1) double jitter,
            @ForAll long seed,
            @ForAll @LongRange(max = 1_000_000) long number) {
        ProbeSchedule schedule = new ProbeSchedule(gap, jitter, seed);

        assertThat(schedule.dueNanos(number)).isBetween(number * gap, number * gap + (long) (jitter * gap));
        assertThat(schedule.dueNanos(number + 1)).isGreaterThanOrEqualTo(schedule.dueNanos(number));
        assertThat(new ProbeSchedule(gap, jitter, seed).dueNanos(number)).isEqualTo(schedule.dueNanos(number));
    }

    @Example
    void shouldReadRatesAsPeopleWriteThem() {
        assertThat(ProbeSchedule.of("2/s", 0, 1).gapNanos()).isEqualTo(500_000_000);
        assertThat(ProbeSchedule.of("30 / m", 0, 1).gapNanos()).isEqualTo(2_000_000_000);
        assertThat(ProbeSchedule.of("0.5/h", 0, 1).gapNanos()).isEqualTo(7_200_000_000_000L);
        for (String wrong : new String[] {"2", "2/d", "-1/s", "0/s", "999999/s", "x/s"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProbeSchedule.of(wrong, 0, 1))
                    .withMessageStartingWith("rate: '" + wrong + "'");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeSchedule.of("1/s", 1.5, 1))
                .withMessageStartingWith("jitter: 1.5");
    }
}
