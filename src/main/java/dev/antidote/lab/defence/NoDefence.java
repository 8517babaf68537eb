package dev.antidote.lab.defence;

import dev.antidote.train.Progress;

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
        return new PlainDefended(victim(task, trainer, progress), DefenceFacts.NONE);
    }

    /** The same rows in the same order as the pipeline's undefended model, so that a trainer that remembers trains it once. */
    static TextModel victim(DefenceTask task, LabTrainer trainer, Progress progress) {
        return trainer.train(task.rows(), task.labels(), task.seed(), "training the undefended model", progress);
    }
}
