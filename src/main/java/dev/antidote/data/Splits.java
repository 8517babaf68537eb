package dev.antidote.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Seeded draws of rows, stratified: each label gets its share to within one row (largest remainders), and the total is the share
 * of all rows, rounded half up.
 */
public final class Splits {
    private static final long TEST = 0x7E57;
    private static final long TRUSTED = 0x72D5;

    private Splits() {}

    /** Divides a set; shares are of the whole set. */
    public static Partition partition(Dataset dataset, Shares shares, long seed) {
        Set<Integer> rest = new TreeSet<>(all(dataset));
        List<Integer> test = draw(dataset, rest, count(dataset, shares.test()), Seeds.mix(seed, TEST));
        test.forEach(rest::remove);
        List<Integer> trusted = draw(dataset, rest, count(dataset, shares.trusted()), Seeds.mix(seed, TRUSTED));
        trusted.forEach(rest::remove);
        return new Partition(dataset.select(List.copyOf(rest)), dataset.select(test), dataset.select(trusted));
    }

    /**
     * Draws a share of the rows.
     *
     * @param share 0..1
     * @return indices, ascending
     */
    public static List<Integer> sample(Dataset dataset, double share, long seed) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + " is outside 0..1");
        }
        return draw(dataset, new TreeSet<>(all(dataset)), count(dataset, share), seed);
    }

    private static List<Integer> all(Dataset dataset) {
        return IntStream.range(0, dataset.size()).boxed().toList();
    }

    private static int count(Dataset dataset, double share) {
        return (int) Math.round(share * dataset.size());
    }

    private static List<Integer> draw(Dataset dataset, Set<Integer> pool, int count, long seed) {
        List<List<Integer>> strata = new ArrayList<>();
        dataset.labels().forEach(label -> strata.add(new ArrayList<>()));
        for (int row : pool) {
            strata.get(dataset.examples().get(row).label()).add(row);
        }
        int[] quotas = quotas(strata, Math.min(count, pool.size()), pool.size());
        Set<Integer> drawn = new TreeSet<>();
        for (int label = 0; label < quotas.length; label++) {
            strata.get(label).stream()
                    .sorted(Comparator.comparingLong((Integer row) -> Seeds.mix(seed, row)))
                    .limit(quotas[label])
                    .forEach(drawn::add);
        }
        return List.copyOf(drawn);
    }

    private static int[] quotas(List<List<Integer>> strata, int count, int total) {
        int[] quotas = new int[strata.size()];
        double[] remainders = new double[strata.size()];
        int given = 0;
        for (int i = 0; i < quotas.length; i++) {
            double exact = total == 0 ? 0 : (double) count * strata.get(i).size() / total;
            quotas[i] = (int) exact;
            remainders[i] = exact - quotas[i];
            given += quotas[i];
        }
        IntStream.range(0, quotas.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -remainders[i]))
                .limit(count - given)
                .forEach(i -> quotas[i]++);
        return quotas;
    }
}
