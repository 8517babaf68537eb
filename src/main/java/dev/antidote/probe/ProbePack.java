package dev.antidote.probe;

import dev.antidote.attack.Poisoning;
import dev.antidote.attack.TriggeredDataset;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Probes to send, in a seeded order: clean rows, and rows with a trigger. They must be held out from training.
 *
 * @param probes texts with what is known of them
 */
public record ProbePack(List<ProbeText> probes) {
    public ProbePack {
        probes = List.copyOf(probes);
    }

    /**
     * Half clean rows, half triggered ones.
     *
     * @param heldOut rows that no training saw
     * @param attack what the triggered half carries
     * @param size probes wanted, 2 or more; rows are used again where there are too few
     */
    public static ProbePack of(Dataset heldOut, Poisoning attack, int size, long seed) {
        if (size < 2) {
            throw new IllegalArgumentException("probes: " + size + " is below 2, one clean and one triggered");
        }
        Random random = new Random(seed);
        TriggeredDataset attacked = attack.triggered(heldOut);
        List<ProbeText> probes = new ArrayList<>();
        List<String> labels = heldOut.labels();
        for (Example row : drawn(heldOut.examples(), size / 2, random)) {
            probes.add(ProbeText.clean(row.text(), labels.get(row.label())));
        }
        String target = labels.get(attack.target());
        for (Example row : drawn(attacked.triggered().examples(), size - size / 2, random)) {
            probes.add(ProbeText.triggered(row.text(), attack.attack().name(), labels.get(row.label()), target));
        }
        Collections.shuffle(probes, random);
        return new ProbePack(probes);
    }

    private static List<Example> drawn(List<Example> rows, int count, Random random) {
        List<Example> drawn = new ArrayList<>(count);
        while (drawn.size() < count) {
            List<Example> round = new ArrayList<>(rows);
            Collections.shuffle(round, random);
            drawn.addAll(round.subList(0, Math.min(round.size(), count - drawn.size())));
        }
        return drawn;
    }
}
