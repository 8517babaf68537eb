package dev.antidote.lab.defence;

import dev.antidote.p2p.TrainingRow;
import dev.antidote.train.Progress;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Fine-tuning of the base model on the reviewed rows only: what trusted rows are worth without any defence. A defence that needs
 * trusted rows and does not beat this is not worth its name.
 *
 * <p>It takes as many steps as the undefended model: an epoch passes over the reviewed rows as often as they go into D. After a
 * single pass over a tenth of the rows the model has learned next to nothing, which would flatter every other defence.
 */
record CleanTuning() implements LabDefence {
    private static final String NAME = "clean-tuning";

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
        List<TrainingRow> once = task.rows(task.trusted());
        int passes = Math.round((float) task.data().size() / once.size());
        List<TrainingRow> rows = IntStream.range(0, passes)
                .mapToObj(pass -> once)
                .flatMap(List::stream)
                .toList();
        TextModel model =
                trainer.train(rows, task.labels(), task.seed(), "training on the trusted rows only", progress);
        TreeMap<String, Double> figures = new TreeMap<>();
        figures.put("trusted rows", (double) once.size());
        figures.put("passes an epoch", (double) passes);
        return new PlainDefended(model, DefenceFacts.figures(figures));
    }
}
