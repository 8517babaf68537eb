package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.wire.avro.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.common.utils.Bytes;

class RateWindowsPropertyTest {
    private static final long LENGTH = 1000;

    /** In whatever order outcomes come, each is in exactly one window or late, and no window is closed twice. */
    @Property(tries = 300)
    void shouldCountEachOutcomeOnceOrTellThatItWasLate(
            @ForAll @Size(max = 200) List<@IntRange(max = 20_000) Integer> times,
            @ForAll @IntRange(max = 5000) int grace,
            @ForAll boolean quietInBetween) {
        RateWindows windows = new RateWindows(Duration.ofMillis(grace));
        List<RateWindows.Entry> closed = new ArrayList<>();
        long late = 0;
        for (int time : times) {
            WindowCount one = WindowCount.one(time, LENGTH, time % 3 == 0);
            if (windows.isLate(one)) {
                late++;
            } else {
                windows.add(WindowedKey.of(key(time), one), one);
            }
            if (quietInBetween && time % 7 == 0) {
                windows.quiet(time);
            }
            closed.addAll(windows.close());
        }
        windows.quiet(Long.MAX_VALUE - LENGTH);
        closed.addAll(windows.close());

        long counted =
                closed.stream().mapToLong(entry -> entry.count().trials()).sum();
        assertThat(counted + late).isEqualTo(times.size());
        assertThat(closed).extracting(RateWindows.Entry::key).doesNotHaveDuplicates();
        if (!quietInBetween) {
            assertThat(late).isEqualTo(lateByDefinition(times, grace));
        }
    }

    @Property(tries = 100)
    void shouldMakeNoDifferenceWhoCountedFirst(
            @ForAll @Size(min = 1, max = 100) List<@IntRange(max = 999) Integer> times,
            @ForAll @IntRange(max = 9) int cut) {
        WindowCount whole = times.stream()
                .map(RateWindowsPropertyTest::one)
                .reduce(WindowCount::plus)
                .orElseThrow();
        Map<Boolean, WindowCount> parts = new HashMap<>();
        times.forEach(time -> parts.merge(time % 10 < cut, one(time), WindowCount::plus));

        assertThat(parts.values().stream().reduce(WindowCount::plus)).contains(whole);
        assertThat(WindowCount.decode(whole.encode())).isEqualTo(whole);
    }

    @Example
    void shouldClipANameThatAProbeMadeTooLongWithoutBreakingACharacter() {
        String emoji = "\uD83D\uDE00";
        RateKey key = new RateKey(Measure.ASR, "x" + emoji.repeat(100_000), "y".repeat(201), "bundle-1");

        assertThat(key.family()).isEqualTo("x" + emoji.repeat(99));
        assertThat(key.target()).isEqualTo("y".repeat(200));
        assertThat(RateKey.decode(key.encode())).isEqualTo(key);
    }

    @Property(tries = 200)
    void shouldReadBackEveryKey(
            @ForAll @StringLength(max = 200) String family,
            @ForAll @StringLength(max = 200) String target,
            @ForAll boolean targeted,
            @ForAll Measure measure) {
        RateKey key = new RateKey(measure, family, targeted ? target : null, "bundle-1");

        assertThat(RateKey.decode(key.encode())).isEqualTo(key);
        WindowedKey windowed = new WindowedKey(5, 9, Bytes.wrap(key.encode()));
        assertThat(WindowedKey.decode(windowed.encode())).isEqualTo(windowed);
    }

    private static WindowCount one(int time) {
        return WindowCount.one(time, LENGTH, time % 2 == 0);
    }

    private static long lateByDefinition(List<Integer> times, int grace) {
        long late = 0;
        long latest = Long.MIN_VALUE;
        for (int time : times) {
            long end = time - Math.floorMod(time, LENGTH) + LENGTH;
            if (latest != Long.MIN_VALUE && end <= latest - grace) {
                late++;
            }
            latest = Math.max(latest, time);
        }
        return late;
    }

    private static Bytes key(int time) {
        return Bytes.wrap(new RateKey(Measure.ASR, "family-" + time % 2, "ok", "bundle-1").encode());
    }
}
