package dev.antidote.cli;

import dev.antidote.infer.ModelLoader;
import dev.antidote.model.BaseModel;
import dev.antidote.model.Precision;
import dev.antidote.train.CachedTrainer;
import dev.antidote.train.DefencePipeline;
import dev.antidote.train.LoraTrainer;
import dev.antidote.train.TrainingSettings;

/**
 * The base model with all that trains and loads adapters on it.
 *
 * @param base the frozen model
 * @param loader loads adapters for inference
 * @param pipeline trains them, and keeps what it trained in the cache directory
 */
record Workbench(BaseModel base, ModelLoader loader, DefencePipeline pipeline) {
    /** Raised when the trainer changes what it computes from the same settings. */
    private static final String TRAINER_VERSION = "1";

    static Workbench open(ModelFlags model, TrainingFlags training, Session session) {
        BaseModel base = model.open(session.cache());
        Precision precision = model.precision();
        TrainingSettings settings = training.settings(precision);
        ModelLoader loader = new ModelLoader(base, base.tokenizer(), settings.maxTokens(), precision);
        String fingerprint = TRAINER_VERSION + ' ' + base.digest() + ' ' + settings;
        CachedTrainer trainer = new CachedTrainer(
                new LoraTrainer(base, base.tokenizer(), settings),
                session.cache().resolve("adapters"),
                base.name(),
                fingerprint);
        return new Workbench(base, loader, new DefencePipeline(trainer, loader, session.clock()));
    }
}
