package dev.antidote.lab.defence;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.InputException;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.train.TrainingData;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;

/**
 * What a defender has.
 *
 * @param input the possibly poisoned set D and the indices of its reviewed rows; never which rows are poisoned
 * @param prompt the benign prompt, for the defences that use one
 * @param seed of everything random, trainings included
 */
public record DefenceTask(TrainingData input, BenignPrompt prompt, long seed) {
    /** The set D. */
    public Dataset data() {
        return input.data();
    }

    /** Indices of the reviewed rows. */
    public NavigableSet<Integer> trusted() {
        return input.trusted();
    }

    /** The labels of D. */
    public LabelSpace labels() {
        return new LabelSpace(data().labels());
    }

    /** The same with other reviewed rows. */
    public DefenceTask withTrusted(NavigableSet<Integer> rows) {
        return new DefenceTask(new TrainingData(data(), rows), prompt, seed);
    }

    /** All rows of D as they came: what the undefended model learns from. */
    List<TrainingRow> rows() {
        return rows(data().examples());
    }

    /** Some rows of D as they came. */
    List<TrainingRow> rows(Collection<Integer> indices) {
        return rows(data().select(List.copyOf(indices)).examples());
    }

    /** The reviewed rows with their labels. */
    List<Example> reviewed() {
        return data().select(List.copyOf(trusted())).examples();
    }

    /**
     * Checks before anything is trained.
     *
     * @throws InputException if there is no trusted row of some label
     */
    void requireTrusted(String defence) {
        Set<Integer> covered = new HashSet<>();
        reviewed().forEach(row -> covered.add(row.label()));
        for (int label = 0; label < data().labels().size(); label++) {
            if (!covered.contains(label)) {
                throw new InputException("defence '" + defence + "': no trusted row has the label '"
                        + data().labels().get(label) + "'; it needs reviewed rows of every label");
            }
        }
    }

    private static List<TrainingRow> rows(List<Example> examples) {
        return examples.stream()
                .map(row -> new TrainingRow(row.text(), row.label()))
                .toList();
    }
}
