package dev.antidote.lab.defence;

import dev.antidote.p2p.screen.CausalScreen;
import dev.antidote.p2p.screen.Evidence;
import dev.antidote.p2p.screen.ScreenReport;
import dev.antidote.p2p.screen.ScreenSettings;
import dev.antidote.train.Progress;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** The causal screen of our pipeline alone: screen, purge, and train an undefended model on the rest; no prompt, no label space. */
record CausalOnly() implements LabDefence {
    /** Of whatever asks the screen; 2: companions of triggers, and a second screen in the pipeline (ADR 33). */
    static final int SCREEN = 2;

    private static final String NAME = "z-score+causal";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean needsTrusted() {
        return false;
    }

    @Override
    public int revision() {
        return SCREEN;
    }

    @Override
    public DefendedModel defend(DefenceTask task, LabTrainer trainer, Progress progress) {
        ScreenReport report;
        try (TextModel victim = NoDefence.victim(task, trainer, progress)) {
            IntConsumer asked = progress.asking("screening for triggers");
            report = new CausalScreen(ScreenSettings.defaults(task.seed()), texts -> {
                        int[] labels = victim.labels(texts);
                        asked.accept(texts.size());
                        return labels;
                    })
                    .screen(task.data(), task.trusted());
        }
        Retraining retraining = Retraining.without(NAME, report.poisonedRows(), task);
        TreeMap<String, Double> figures = new TreeMap<>();
        figures.put("candidates", (double) report.candidates());
        return new PlainDefended(
                retraining.train(task, trainer, progress),
                new DefenceFacts(
                        List.of(retraining.removal()),
                        Evidence.texts(report.triggers()),
                        Evidence.texts(report.undecided(report.poisonedRows())),
                        figures));
    }
}
