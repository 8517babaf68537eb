package dev.antidote.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.config.BatcherConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchWindowTest {
    private static final long MILLI = 1_000_000;

    private final BatchWindow<Integer, String> window =
            new BatchWindow<>(new BatcherConfig(100, 4, Duration.ofMillis(10), 1000, 1, Optional.empty()));

    @Test
    void shouldWaitForEverWhileEmpty() {
        assertThat(window.nanosUntilDue(123)).isEqualTo(Long.MAX_VALUE);
        assertThat(window.take()).isEmpty();
    }

    @Test
    void shouldWaitFromTheArrivalOfTheOldest() {
        add(5, 3 * MILLI);
        add(5, 9 * MILLI);

        assertThat(window.nanosUntilDue(9 * MILLI)).isEqualTo(4 * MILLI);
        assertThat(window.nanosUntilDue(13 * MILLI)).isZero();
        assertThat(window.nanosUntilDue(20 * MILLI)).isNegative();
    }

    @Test
    void shouldNotWaitOnceTheBudgetIsFull() {
        add(60, 0);
        assertThat(window.nanosUntilDue(0)).isEqualTo(10 * MILLI);

        add(40, 0);

        assertThat(window.nanosUntilDue(0)).isZero();
    }

    @Test
    void shouldNotWaitOnceTheSizeIsFull() {
        for (int i = 0; i < 4; i++) {
            add(1, 0);
        }

        assertThat(window.nanosUntilDue(0)).isZero();
    }

    @Test
    void shouldNotLetWaitWhatWasHurriedButWhatCameLater() {
        add(5, 1);
        window.hurry(2);
        assertThat(window.nanosUntilDue(3)).isZero();

        window.take();
        add(5, 4);

        assertThat(window.nanosUntilDue(4)).isEqualTo(10 * MILLI);
    }

    @Test
    void shouldSurviveAClockThatWrapsAround() {
        add(1, Long.MAX_VALUE - MILLI);

        assertThat(window.nanosUntilDue(Long.MIN_VALUE + 2 * MILLI)).isBetween(6 * MILLI, 8 * MILLI);
    }

    @Test
    void shouldJoinTheOldestWithItsNearestInCost() {
        Pending<Integer, String> oldest = add(20, 0);
        add(90, 0);
        add(1, 0);
        Pending<Integer, String> near = add(21, 0);
        Pending<Integer, String> below = add(18, 0);
        Pending<Integer, String> above = add(24, 0);

        assertThat(window.take()).containsExactly(below, oldest, near, above);
        assertThat(window.size()).isEqualTo(2);
    }

    @Test
    void shouldLookTheOtherWayWhereTheNearestDoesNotFit() {
        Pending<Integer, String> oldest = add(50, 0);
        add(51, 0);
        Pending<Integer, String> below = add(48, 0);

        assertThat(window.take()).containsExactly(below, oldest);
    }

    @Test
    void shouldNotFillABatchWithPadding() {
        BatchWindow<Integer, String> wide =
                new BatchWindow<>(new BatcherConfig(8192, 64, Duration.ofMillis(10), 1000, 1, Optional.empty()));
        for (int i = 0; i < 40; i++) {
            Pending<Integer, String> pending = new Pending<>(i, i < 20 ? 30 : 60, 0, 0);
            wide.add(pending);
        }

        assertThat(wide.take()).hasSize(20).allMatch(pending -> pending.cost() == 30);
        assertThat(wide.take()).hasSize(20).allMatch(pending -> pending.cost() == 60);
    }

    @Test
    void shouldPadASmallBatchRatherThanRunASmallerOne() {
        BatchWindow<Integer, String> wide =
                new BatchWindow<>(new BatcherConfig(8192, 64, Duration.ofMillis(10), 1000, 1, Optional.empty()));
        for (int i = 0; i < BatchWindow.ENOUGH; i++) {
            wide.add(new Pending<>(i, 10 + 5 * i, 0, 0));
        }

        assertThat(wide.take()).hasSize(BatchWindow.ENOUGH);
    }

    @Test
    void shouldLetARecordBeyondTheBudgetGoAlone() {
        Pending<Integer, String> huge = add(1000, 0);
        add(10, 0);

        assertThat(window.take()).containsExactly(huge);
        assertThat(window.isFull()).isFalse();
    }

    @Test
    void shouldDropWhatNobodyWants() {
        Pending<Integer, String> cancelled = add(10, 0);
        Pending<Integer, String> wanted = add(90, 0);
        cancelled.result().cancel(false);

        assertThat(window.take()).containsExactly(wanted);
        assertThat(window.size()).isZero();
    }

    @Test
    void shouldExpireOnlyWhatIsBeyondItsDeadline() {
        BatchWindow<Integer, String> strict = new BatchWindow<>(
                new BatcherConfig(100, 4, Duration.ofMillis(10), 1000, 1, Optional.of(Duration.ofMillis(200))));
        Pending<Integer, String> old = new Pending<>(60, 60, 0, Long.MAX_VALUE - MILLI);
        Pending<Integer, String> young = new Pending<>(50, 50, 0, Long.MIN_VALUE + MILLI);
        strict.add(old);
        strict.add(young);

        assertThat(strict.takeExpired(Long.MIN_VALUE + 198 * MILLI)).isEmpty();
        assertThat(strict.takeExpired(Long.MIN_VALUE + 200 * MILLI)).containsExactly(old);

        assertThat(strict.isFull()).as("its tokens left with it").isFalse();
        assertThat(strict.take()).containsExactly(young);
        assertThat(strict.takeExpired(0)).isEmpty();
    }

    @Test
    void shouldExpireNothingWithoutADeadline() {
        add(5, 0);

        assertThat(window.takeExpired(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void shouldNotStarveAnOddOneAmongMany() {
        Pending<Integer, String> odd = add(99, 0);
        for (int i = 0; i < 50; i++) {
            add(1, 0);
        }

        List<Pending<Integer, String>> first = window.take();

        assertThat(first).contains(odd);
    }

    @Test
    void shouldKeepAGroupToItselfWhereEnoughOfItWait() {
        BatchWindow<Integer, String> roomy = roomy();
        List<Pending<Integer, String>> usual = add(roomy, 0, 40);
        List<Pending<Integer, String>> sample = add(roomy, 1, BatchWindow.ENOUGH);

        assertThat(roomy.take()).as("led by the oldest").hasSameElementsAs(usual);
        assertThat(roomy.take()).hasSameElementsAs(sample);
    }

    @Test
    void shouldFillASmallGroupWithOthers() {
        BatchWindow<Integer, String> roomy = roomy();
        List<Pending<Integer, String>> sample = add(roomy, 1, 3);
        List<Pending<Integer, String>> usual = add(roomy, 0, 40);

        List<Pending<Integer, String>> batch = roomy.take();

        assertThat(batch)
                .containsAll(sample)
                .containsAll(usual)
                .isSortedAccordingTo(Comparator.comparingInt(Pending::cost));
        assertThat(roomy.size()).isZero();
    }

    private static BatchWindow<Integer, String> roomy() {
        return new BatchWindow<>(new BatcherConfig(8192, 64, Duration.ofMillis(10), 1000, 1, Optional.empty()));
    }

    private static List<Pending<Integer, String>> add(BatchWindow<Integer, String> to, int group, int count) {
        List<Pending<Integer, String>> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Pending<Integer, String> pending = new Pending<>(i, 40 + i % 2, group, 0);
            to.add(pending);
            added.add(pending);
        }
        return added;
    }

    private Pending<Integer, String> add(int cost, long arrived) {
        Pending<Integer, String> pending = new Pending<>(cost, cost, 0, arrived);
        window.add(pending);
        return pending;
    }
}
