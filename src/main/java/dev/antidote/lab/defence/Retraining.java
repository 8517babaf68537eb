package dev.antidote.lab.defence;

import dev.antidote.data.InputException;
import dev.antidote.train.Progress;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Takes suspicious rows out of D and trains an undefended model on the rest. Reviewed rows stay: a person has seen them.
 *
 * @param defence whose rows these are, for messages
 * @param removed indices into D, trusted ones left out
 * @param kept the other indices into D
 */
record Retraining(String defence, NavigableSet<Integer> removed, NavigableSet<Integer> kept) {
    static Retraining without(String defence, Collection<Integer> suspicious, DefenceTask task) {
        NavigableSet<Integer> removed = new TreeSet<>(suspicious);
        removed.removeAll(task.trusted());
        NavigableSet<Integer> kept =
                new TreeSet<>(IntStream.range(0, task.data().size()).boxed().toList());
        kept.removeAll(removed);
        for (int label = 0; label < task.data().labels().size(); label++) {
            int wanted = label;
            if (kept.stream().noneMatch(row -> task.data().examples().get(row).label() == wanted)) {
                throw new InputException("defence '" + defence + "': removing " + removed.size()
                        + " suspicious rows would leave none with the label '"
                        + task.data().labels().get(label) + "'; raise its bar");
            }
        }
        return new Retraining(defence, removed, kept);
    }

    /** Where nothing was removed this is the undefended model, row for row. */
    TextModel train(DefenceTask task, LabTrainer trainer, Progress progress) {
        return trainer.train(task.rows(kept), task.labels(), task.seed(), "training without suspicious rows", progress);
    }

    DefenceFacts.Removal removal() {
        return new DefenceFacts.Removal(defence, removed);
    }
}
