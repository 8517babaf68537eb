package dev.antidote.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class SplitsPropertyTest {
    @Property(tries = 200)
    void shouldDivideWithoutLossOrOverlap(
            @ForAll @IntRange(max = 300) int size,
            @ForAll @DoubleRange(max = 0.4) double test,
            @ForAll @DoubleRange(max = 0.4) double trusted,
            @ForAll long seed) {
        Dataset dataset = dataset(size, seed);

        Partition parts = Splits.partition(dataset, new Shares(test, trusted), seed);

        List<Example> all = new ArrayList<>(parts.train().examples());
        all.addAll(parts.test().examples());
        all.addAll(parts.trusted().examples());
        assertThat(all).containsExactlyInAnyOrderElementsOf(dataset.examples());
        assertThat(parts.test().size()).isEqualTo((int) Math.round(test * size));
        assertThat(parts.train().examples()).isSubsetOf(dataset.examples());
        assertThat(Splits.partition(dataset, new Shares(test, trusted), seed)).isEqualTo(parts);
    }

    @Property(tries = 200)
    void shouldGiveEachLabelItsShare(
            @ForAll @IntRange(max = 300) int size, @ForAll @DoubleRange(max = 1) double share, @ForAll long seed) {
        Dataset dataset = dataset(size, seed);

        Dataset sample = dataset.select(Splits.sample(dataset, share, seed));

        assertThat(sample.size()).isEqualTo((int) Math.round(share * size));
        for (int label = 0; label < 3; label++) {
            assertThat((double) count(sample, label))
                    .as("label %d", label)
                    .isCloseTo(share * count(dataset, label), within(1.5));
        }
    }

    @Property(tries = 50)
    void shouldDrawAscendingRowsAndOtherOnesForOtherSeeds(@ForAll long seed) {
        Dataset dataset = dataset(200, seed);

        List<Integer> rows = Splits.sample(dataset, 0.5, seed);

        assertThat(rows).isSorted().doesNotHaveDuplicates();
        assertThat(rows).isNotEqualTo(Splits.sample(dataset, 0.5, seed + 1));
    }

    private static long count(Dataset dataset, int label) {
        return dataset.examples().stream().filter(e -> e.label() == label).count();
    }

    private static Dataset dataset(int size, long seed) {
        Random random = new Random(seed);
        List<Example> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rows.add(new Example("row " + i, random.nextInt(6) / 2 % 3));
        }
        return new Dataset(List.of("a", "b", "c"), rows);
    }
}
