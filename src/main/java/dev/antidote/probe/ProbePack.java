package dev.antidote.probe;

import dev.antidote.attack.Poisoning;
import dev.antidote.attack.TriggeredDataset;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Probes to choose from: clean rows, rows with a trigger for each attack, and the same rows without it for the floor. They must be
 * held out from training.
 *
 * @param probes texts with what is known of them
 */
public record ProbePack(List<ProbeText> probes) {
    /** More clean rows than this say nothing new. */
    static final int MOST_CLEAN = 400;

    public ProbePack {
        probes = List.copyOf(probes);
    }

    /**
     * Makes a pack. An attack that no row can carry is left out.
     *
     * @param heldOut rows that no training saw
     * @param attacks what the triggered ones carry
     * @param rows of each attack, 1 or more; all attacks of one target take the same rows as far as they can
     */
    public static ProbePack of(Dataset heldOut, List<Poisoning> attacks, int rows, long seed) {
        if (rows < 1) {
            throw new IllegalArgumentException("probes: " + rows + " rows of each attack are below 1");
        }
        List<ProbeText> probes = new ArrayList<>();
        Set<Integer> floors = new HashSet<>();
        List<String> labels = heldOut.labels();
        for (int row : drawn(IntStream.range(0, heldOut.size()).boxed().toList(), MOST_CLEAN, seed)) {
            Example example = heldOut.examples().get(row);
            probes.add(ProbeText.clean(example.text(), labels.get(example.label())));
        }
        for (Poisoning attack : attacks) {
            carried(attack, heldOut).ifPresent(carried -> {
                String target = labels.get(attack.target());
                boolean first = floors.add(attack.target());
                for (int place : places(carried, rows, seed)) {
                    Example plain = carried.plain().examples().get(place);
                    Example triggered = carried.triggered().examples().get(place);
                    String label = labels.get(plain.label());
                    probes.add(ProbeText.triggered(
                            triggered.text(), attack.attack().name(), label, target));
                    if (first) {
                        probes.add(ProbeText.floor(plain.text(), label, target));
                    }
                }
            });
        }
        return new ProbePack(probes);
    }

    /** The families that are in it, in the order in which they come. */
    public List<String> families() {
        return probes.stream().map(ProbeText::family).distinct().toList();
    }

    /** The probes of one family. */
    public List<ProbeText> of(String family) {
        return probes.stream().filter(probe -> probe.family().equals(family)).toList();
    }

    /** Those that are wanted alone. */
    public ProbePack only(Predicate<ProbeText> wanted) {
        return new ProbePack(probes.stream().filter(wanted).toList());
    }

    private static Optional<TriggeredDataset> carried(Poisoning attack, Dataset heldOut) {
        try {
            return Optional.of(attack.triggered(heldOut));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // none of the rows has another label, or can take the trigger
        }
    }

    private static List<Integer> places(TriggeredDataset carried, int most, long seed) {
        List<Integer> rows = carried.rows();
        return IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingLong(place -> Seeds.mix(seed, rows.get(place))))
                .limit(most)
                .toList();
    }

    private static List<Integer> drawn(List<Integer> rows, int most, long seed) {
        return rows.stream()
                .sorted(Comparator.comparingLong(row -> Seeds.mix(seed, row)))
                .limit(most)
                .toList();
    }
}
