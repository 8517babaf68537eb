package dev.antidote.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.config.BatcherConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BatchWindowPropertyTest {
    @Property
    void shouldTakeEverythingOnceWithinBudgetAndSizeTheOldestFirst(
            @ForAll @Size(max = 200) List<@IntRange(min = 1, max = 300) Integer> costs,
            @ForAll @IntRange(min = 1, max = 500) int budget,
            @ForAll @IntRange(min = 1, max = 20) int most) {
        BatchWindow<Integer, String> window =
                new BatchWindow<>(new BatcherConfig(budget, most, Duration.ZERO, 1000, 1, Optional.empty()));
        List<Pending<Integer, String>> waiting = new ArrayList<>();
        for (int cost : costs) {
            Pending<Integer, String> pending = new Pending<>(cost, cost, 0, 0);
            window.add(pending);
            waiting.add(pending);
        }

        while (!waiting.isEmpty()) {
            List<Pending<Integer, String>> batch = window.take();

            assertThat(batch).contains(waiting.get(0)).hasSizeLessThanOrEqualTo(most);
            assertThat(batch).isSortedAccordingTo(Comparator.comparingInt(Pending::cost));
            int padded = batch.size() * batch.get(batch.size() - 1).cost();
            assertThat(batch.size() == 1 || padded <= budget).isTrue();
            assertThat(waiting.removeAll(batch)).isTrue();
            assertThat(window.size()).isEqualTo(waiting.size());
            assertThat(window.isFull())
                    .isEqualTo(waiting.size() >= most
                            || waiting.stream().mapToInt(Pending::cost).sum() >= budget);
        }
        assertThat(window.take()).isEmpty();
    }

    @Property
    void shouldTakeAllThatIsWantedAndNothingElse(
            @ForAll @Size(max = 100) List<@IntRange(min = -40, max = 40) Integer> costs) {
        BatchWindow<Integer, String> window =
                new BatchWindow<>(new BatcherConfig(300, 8, Duration.ZERO, 1000, 1, Optional.empty()));
        List<Pending<Integer, String>> wanted = new ArrayList<>();
        for (int cost : costs) { // a negative one is cancelled before it is taken
            Pending<Integer, String> pending = new Pending<>(cost, 1 + Math.abs(cost), 0, 0);
            window.add(pending);
            if (cost < 0) {
                pending.result().cancel(false);
            } else {
                wanted.add(pending);
            }
        }

        List<Pending<Integer, String>> taken = new ArrayList<>();
        for (List<Pending<Integer, String>> batch = window.take(); !batch.isEmpty(); batch = window.take()) {
            taken.addAll(batch);
        }

        assertThat(taken).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(window.size()).isZero();
        assertThat(window.isFull()).isFalse();
    }
}
