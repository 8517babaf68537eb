package dev.antidote.lab.defence;

import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.Hardening;
import dev.antidote.p2p.Reconstruction;
import dev.antidote.p2p.ReconstructionMode;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.train.Progress;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Proactive Defensive Backdoor (Wei et al., NeurIPS 2024, arXiv 2405.16112), the nearest relative of P2P: copies of trusted rows get
 * a defensive trigger and the shifted label h(y) = (y + 1) mod n <em>in the same label space</em>; every request gets the trigger, and
 * the answer is shifted back. No prompt learning, no extended space.
 *
 * <p>What differs: the paper's trigger is a patch of pixels, here it is a fixed run of rare words before the text; its image
 * augmentations have no counterpart and are left out.
 *
 * @param trigger the defensive trigger, which means nothing
 * @param rho defensive rows as a share of |D|: the authors' code takes 10% clean rows five times
 * @param gentle whether it is trained with the sentinel's settings: to turn every label into the other under a prompt is more than
 *     this encoder learns in two epochs at the usual rate (docs/results.md)
 */
record Pdb(BenignPrompt trigger, double rho, boolean gentle) implements LabDefence {
    private static final String NAME = "pdb";

    static Pdb standard() {
        return new Pdb(new BenignPrompt("vqx zkw vqx"), 0.5, true);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean needsTrusted() {
        return true;
    }

    @Override
    public DefendedModel defend(DefenceTask task, LabTrainer trainer, Progress progress) {
        task.requireTrusted(NAME);
        int n = task.labels().size();
        List<TrainingRow> rows = new Reconstruction(rho, ReconstructionMode.UNION, Hardening.NONE, task.seed())
                .reconstruct(task.data(), task.trusted(), trigger).stream()
                        .map(row -> intoTheSameSpace(row, n))
                        .toList();
        TextModel model =
                trainer.train(rows, task.labels(), task.seed(), gentle, "training with a defensive backdoor", progress);
        TreeMap<String, Double> figures = new TreeMap<>();
        figures.put("defensive rows", (double) rows.size() - task.data().size());
        return new Shifted(model, trigger, n, DefenceFacts.figures(figures));
    }

    /** A copy comes with the label y + n and leaves with (y + 1) mod n; all other rows stay. */
    private static TrainingRow intoTheSameSpace(TrainingRow row, int n) {
        return row.target() < n ? row : new TrainingRow(row.text(), (row.target() - n + 1) % n);
    }

    private record Shifted(TextModel model, BenignPrompt trigger, int n, DefenceFacts facts) implements DefendedModel {
        @Override
        public int[] labels(List<String> texts) {
            List<String> triggered =
                    texts.stream().map(text -> trigger.guard(text).text()).toList();
            return IntStream.of(model.labels(triggered))
                    .map(label -> Math.floorMod(label - 1, n))
                    .toArray();
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
