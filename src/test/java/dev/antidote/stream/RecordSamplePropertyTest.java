package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antidote.wire.RecordPlace;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class RecordSamplePropertyTest {
    private static final int RECORDS = 20_000;

    @Property(tries = 50)
    void shouldDrawAboutItsShareOfAnyPartition(
            @ForAll @DoubleRange(max = 1) double share, @ForAll long seed, @ForAll @IntRange(max = 99) int partition) {
        RecordSample sample = new RecordSample(share, seed);

        long drawn = IntStream.range(0, RECORDS)
                .filter(offset -> sample.has(new RecordPlace("requests", partition, offset)))
                .count();

        double sixSigma = 6 * Math.sqrt(share * (1 - share) / RECORDS);
        assertThat((double) drawn / RECORDS).isCloseTo(share, within(sixSigma + 1e-9));
    }

    @Property(tries = 200)
    void shouldDecideAlikeWheneverAskedAndKeepWhatASmallerShareDrew(
            @ForAll @DoubleRange(max = 1) double share, @ForAll long seed, @ForAll @IntRange(max = 1000) int offset) {
        RecordPlace place = new RecordPlace("requests", 3, offset);

        assertThat(new RecordSample(share, seed).has(place)).isEqualTo(new RecordSample(share, seed).has(place));
        if (new RecordSample(share / 2, seed).has(place)) {
            assertThat(new RecordSample(share, seed).has(place)).isTrue();
        }
    }
}
