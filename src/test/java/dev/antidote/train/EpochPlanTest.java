package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochPlanTest {
    private final int[] lengths = new Random(1).ints(1003, 3, 60).toArray();

    @Test
    void shouldHoldEveryRowOnce() {
        List<List<Integer>> batches = EpochPlan.epoch(lengths, 32, new Random(5));

        assertThat(batches.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, lengths.length).boxed().toList());
        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(32));
    }

    @Test
    void shouldPadLittle() {
        long padded = 0;
        for (List<Integer> batch : EpochPlan.epoch(lengths, 32, new Random(5))) {
            padded += (long) batch.size()
                    * batch.stream().mapToInt(row -> lengths[row]).max().orElseThrow();
        }

        assertThat((double) padded / IntStream.of(lengths).sum()).isLessThan(1.15);
    }

    @Test
    void shouldDifferBetweenEpochsAndRepeatForASeed() {
        Random random = new Random(5);

        List<List<Integer>> first = EpochPlan.epoch(lengths, 32, random);
        List<List<Integer>> second = EpochPlan.epoch(lengths, 32, random);

        assertThat(first).isNotEqualTo(second).isEqualTo(EpochPlan.epoch(lengths, 32, new Random(5)));
    }
}
