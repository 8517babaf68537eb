package dev.antidote.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class UnitsPropertyTest {
    @Property
    void shouldReadBackAnySize(@ForAll @LongRange(min = 0, max = 900_000_000_000L) long bytes) {
        assertThat(ByteSize.parse(new ByteSize(bytes).toString())).isEqualTo(new ByteSize(bytes));
    }

    @Property
    void shouldReadBackAnyDuration(@ForAll @LongRange(min = 0, max = 900_000_000L) long micros) {
        Duration duration = Duration.ofNanos(micros * 1000);

        assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
    }

    @Example
    void shouldUseTheLargestUnitThatLosesNothing() {
        assertThat(new ByteSize(1536)).hasToString("1536B");
        assertThat(ByteSize.ofMebibytes(1024)).hasToString("1GiB");
        assertThat(Durations.format(Duration.ofSeconds(90))).isEqualTo("90s");
        assertThat(Durations.format(Duration.ofHours(2))).isEqualTo("2h");
        assertThat(Durations.format(Duration.ofNanos(1_500_000))).isEqualTo("1500us");
    }

    @Example
    void shouldRefuseMissingAndUnknownUnits() {
        for (String wrong : new String[] {"", "5", "-5ms", "5 weeks", "1.5s", "5MS"}) {
            assertThatThrownBy(() -> Durations.parse(wrong)).hasMessageContaining("is not a duration");
        }
        for (String wrong : new String[] {"", "5", "-5B", "5KB", "1.5MiB", "5kib"}) {
            assertThatThrownBy(() -> ByteSize.parse(wrong)).hasMessageContaining("is not a size");
        }
    }
}
