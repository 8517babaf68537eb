package dev.antidote.cli;

import dev.antidote.infer.ModelLoader;
import dev.antidote.lab.defence.AdapterLab;
import dev.antidote.lab.defence.LabTrainer;
import dev.antidote.model.BaseModel;
import dev.antidote.train.CachedTrainer;
import dev.antidote.train.TrainingSettings;

/**
 * What trains and loads the lab's models.
 *
 * @param base the frozen model
 * @param settings of the trainings; the gentle ones follow from them
 * @param models trained or taken from the cache
 * @param gentle likewise, under gentle settings
 * @param trainer both, for the defences
 */
record LabBench(
        BaseModel base, TrainingSettings settings, CachedTrainer models, CachedTrainer gentle, LabTrainer trainer) {
    static LabBench open(ModelFlags model, TrainingFlags training, Session session) {
        BaseModel base = model.open(session.cache());
        TrainingSettings settings = training.settings(model.precision(session.terminal()));
        CachedTrainer models = Workbench.trainer(base, settings, session);
        CachedTrainer gentle = Workbench.trainer(base, settings.gentle(), session);
        ModelLoader loader = new ModelLoader(base, base.tokenizer(), settings.maxTokens(), settings.precision());
        return new LabBench(base, settings, models, gentle, new AdapterLab(models, gentle, loader, session.clock()));
    }

    /** Everything besides rows and seed that determines what is trained. */
    String fingerprint() {
        return models.fingerprint() + " | " + gentle.fingerprint();
    }
}
