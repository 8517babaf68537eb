package dev.antidote.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.stream.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StallWatchTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final StallWatch watch = new StallWatch();

    @Test
    void shouldFindAPartitionThatStandsStillWhileItsLagGrows() {
        observe(0, at(0, 100, 100));
        observe(10, at(0, 100, 101));
        observe(129, at(0, 100, 900));

        assertThat(watch.longest(after(129), LIMIT)).isEmpty();
        assertThat(watch.longest(after(130), LIMIT)).hasValue(new StallWatch.Stall("requests", 0, 100, 800, after(10)));
    }

    @Test
    void shouldTakeNoOffenceAtAnIdleTopicWhoseFirstRecordComesAfterHours() {
        observe(0, at(0, 100, 100));
        observe(7200, at(0, 100, 100));
        observe(7205, at(0, 100, 150));

        assertThat(watch.longest(after(7206), LIMIT)).isEmpty();
        assertThat(watch.longest(after(7325), LIMIT)).isPresent();
    }

    @Test
    void shouldTakeALagThatOnlyStaysForAMarkerOfATransaction() {
        observe(0, at(0, 100, 101));
        observe(7200, at(0, 100, 101));

        assertThat(watch.longest(after(7200), LIMIT)).isEmpty();
    }

    @Test
    void shouldBeginAnewWithEveryCommit() {
        observe(0, at(0, 100, 100));
        observe(10, at(0, 100, 500));
        observe(100, at(0, 101, 900)); // slow, but it moves
        observe(150, at(0, 101, 1200));

        assertThat(watch.longest(after(200), LIMIT)).isEmpty();
        assertThat(watch.longest(after(270), LIMIT)).isPresent();
    }

    @Test
    void shouldNotLetOnePartitionHideBehindAnother() {
        observe(0, at(0, 100, 100), at(1, 7, 7));
        observe(5, at(0, 200, 200), at(1, 7, 8));
        observe(200, at(0, 9000, 9000), at(1, 7, 90));

        assertThat(watch.longest(after(200), LIMIT))
                .hasValueSatisfying(stall -> assertThat(stall.partition()).isEqualTo(1));
    }

    @Test
    void shouldForgetAPartitionThatAnotherProcessHasTakenOver() {
        observe(0, at(0, 100, 100));
        observe(5, at(0, 100, 200));
        observe(100);
        observe(200, at(0, 100, 300)); // back again

        assertThat(watch.longest(after(300), LIMIT)).isEmpty();
    }

    @Test
    void shouldCountNoTimeInWhichNothingWasKnown() {
        observe(0, at(0, 100, 100));
        observe(5, at(0, 100, 200));
        watch.forget();
        observe(600, at(0, 100, 200));

        assertThat(watch.longest(after(600), LIMIT)).isEmpty();
    }

    private void observe(long seconds, Backlog.Position... positions) {
        watch.observe(new Backlog(List.of(positions)), after(seconds));
    }

    private static Backlog.Position at(int partition, long committed, long end) {
        return new Backlog.Position("requests", partition, committed, end);
    }

    private static Instant after(long seconds) {
        return START.plusSeconds(seconds);
    }
}
