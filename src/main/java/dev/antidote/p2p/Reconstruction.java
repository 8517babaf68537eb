package dev.antidote.p2p;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Dataset reconstruction, step 1 of P2P: copies of reserve rows get the benign prompt and the extended label.
 *
 * @param rho the number of benign copies as a share of |D|, above 0 and at most 1 (paper: 0.2 to 0.3)
 * @param mode whether the copies join or replace their originals
 * @param hardening random insertions into the copies
 * @param seed decides which reserve rows are drawn and how they are changed
 */
public record Reconstruction(double rho, ReconstructionMode mode, Hardening hardening, long seed) {
    /** The paper's share (0.2 to 0.3). */
    public static final double PAPER_RHO = 0.3;

    public Reconstruction {
        if (!(rho > 0 && rho <= 1)) {
            throw new IllegalArgumentException("rho: " + rho + " is outside (0, 1]; the paper uses 0.2 to 0.3");
        }
    }

    /** The paper's own: copies join the set, nothing else is changed. */
    public static Reconstruction asInPaper(long seed) {
        return new Reconstruction(PAPER_RHO, ReconstructionMode.UNION, Hardening.NONE, seed);
    }

    /**
     * Builds D*. Copies are stratified by the label shares of D; a reserve smaller than rho|D| is used several times over.
     *
     * @param data the possibly poisoned set D
     * @param reserve indices into D of the rows that may be copied, at least one for every label that occurs in D
     * @return D* in a seeded order
     */
    public List<TrainingRow> reconstruct(Dataset data, Collection<Integer> reserve, BenignPrompt prompt) {
        LabelSpace space = new LabelSpace(data.labels());
        Random random = new Random(seed);
        List<Integer> copied = draw(data, new TreeSet<>(reserve), random);
        List<String> donors = copied.stream().map(row -> text(data, row)).toList();
        Set<Integer> dropped = mode == ReconstructionMode.REPLACE ? new HashSet<>(copied) : Set.of();
        List<TrainingRow> rows = new ArrayList<>(data.size() + copied.size());
        for (int row = 0; row < data.size(); row++) {
            if (!dropped.contains(row)) {
                Example example = data.examples().get(row);
                rows.add(new TrainingRow(example.text(), example.label()));
            }
        }
        for (int row : copied) {
            String text = hardening.apply(text(data, row), donors, random);
            int target = space.extend(data.examples().get(row).label());
            rows.add(new TrainingRow(prompt.guard(text).text(), target));
        }
        Collections.shuffle(rows, random);
        return List.copyOf(rows);
    }

    private List<Integer> draw(Dataset data, Set<Integer> reserve, Random random) {
        List<Integer> drawn = new ArrayList<>();
        for (int label = 0; label < data.labels().size(); label++) {
            int wanted = (int) Math.round(rho * count(data, label));
            if (wanted > 0) {
                drawn.addAll(draw(rowsOf(data, reserve, label), wanted, random));
            }
        }
        return drawn;
    }

    private static List<Integer> draw(List<Integer> candidates, int wanted, Random random) {
        List<Integer> drawn = new ArrayList<>(wanted);
        while (drawn.size() < wanted) {
            List<Integer> round = new ArrayList<>(candidates);
            Collections.shuffle(round, random);
            drawn.addAll(round.subList(0, Math.min(round.size(), wanted - drawn.size())));
        }
        return drawn;
    }

    private static List<Integer> rowsOf(Dataset data, Set<Integer> reserve, int label) {
        List<Integer> rows = reserve.stream()
                .filter(row -> data.examples().get(row).label() == label)
                .toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("reserve: holds no row with the label '"
                    + data.labels().get(label) + "'; P2P needs trusted rows of every label");
        }
        return rows;
    }

    private static long count(Dataset data, int label) {
        return data.examples().stream().filter(row -> row.label() == label).count();
    }

    private static String text(Dataset data, int row) {
        return data.examples().get(row).text();
    }
}
