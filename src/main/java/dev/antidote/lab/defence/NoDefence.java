package dev.antidote.lab.defence;

import dev.antidote.train.Progress;
import java.util.function.Function;

/** The victim: trained on the data as it came. Every comparison starts here. */
record NoDefence() implements LabDefence {
    @Override
    public String name() {
        return "none";
    }

    @Override
    public boolean needsTrusted() {
        return false;
    }

    @Override
    public DefendedModel defend(DefenceTask task, LabTrainer trainer, Progress progress) {
        return over(task, trainer, progress, victim -> new PlainDefended(victim, DefenceFacts.NONE));
    }

    /** Builds a defence on the undefended model, which the result closes; where none comes about it is closed here. */
    static DefendedModel over(
            DefenceTask task, LabTrainer trainer, Progress progress, Function<TextModel, DefendedModel> defence) {
        TextModel victim = victim(task, trainer, progress);
        try {
            return defence.apply(victim);
        } catch (RuntimeException e) {
            victim.close();
            throw e;
        }
    }

    /** The same rows in the same order as the pipeline's undefended model, so that a trainer that remembers trains it once. */
    static TextModel victim(DefenceTask task, LabTrainer trainer, Progress progress) {
        return trainer.train(task.rows(), task.labels(), task.seed(), "training the undefended model", progress);
    }
}
