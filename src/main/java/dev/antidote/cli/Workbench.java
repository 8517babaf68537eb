package dev.antidote.cli;

import dev.antidote.data.Dataset;
import dev.antidote.data.Splits;
import dev.antidote.infer.ModelLoader;
import dev.antidote.model.BaseModel;
import dev.antidote.model.Precision;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.train.CachedTrainer;
import dev.antidote.train.Defence;
import dev.antidote.train.DefencePipeline;
import dev.antidote.train.DefenceSpec;
import dev.antidote.train.LoraTrainer;
import dev.antidote.train.PrecisionComparison;
import dev.antidote.train.Progress;
import dev.antidote.train.TrainingSettings;
import java.util.List;
import java.util.Optional;

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

    private static final int COMPARED = 2_000;
    private static final String COMPARING = "comparing bf16 with fp32";

    static Workbench open(ModelFlags model, TrainingFlags training, Session session) {
        BaseModel base = model.open(session.cache());
        return open(base, training.settings(model.precision(session.terminal())), session);
    }

    /** Trains on this base model with these settings. */
    static Workbench open(BaseModel base, TrainingSettings settings, Session session) {
        ModelLoader loader = new ModelLoader(base, base.tokenizer(), settings.maxTokens(), settings.precision());
        DefencePipeline pipeline = new DefencePipeline(
                trainer(base, settings, session), trainer(base, settings.gentle(), session), loader, session.clock());
        return new Workbench(base, loader, pipeline);
    }

    /** Trains under these settings, and keeps what it trained in the cache directory. */
    static CachedTrainer trainer(BaseModel base, TrainingSettings settings, Session session) {
        return new CachedTrainer(
                new LoraTrainer(base, base.tokenizer(), settings),
                session.cache().resolve("adapters"),
                base.name(),
                TRAINER_VERSION + ' ' + base.digest() + ' ' + settings);
    }

    /** How many steps {@link #compare} takes here. */
    static int comparisons() {
        return Precision.fastest() == Precision.BF16 ? 1 : 0;
    }

    /**
     * Compares bf16 with fp32 where the processor has it: what {@code --precision auto} goes by when it judges with a bundle.
     *
     * @param rows of which a sample by the seed, at most {@value #COMPARED}, is judged
     */
    Optional<PrecisionComparison> compare(Defence trained, Dataset rows, DefenceSpec spec, Progress progress) {
        if (comparisons() == 0) {
            return Optional.empty();
        }
        progress.at(COMPARING, 0, 1);
        double share = Math.min(1, (double) COMPARED / rows.size());
        List<String> texts = Splits.sample(rows, share, spec.seed()).stream()
                .map(row -> rows.examples().get(row).text())
                .toList();
        PrecisionComparison comparison =
                PrecisionComparison.of(loader, trained.adapter(), new LabelSpace(rows.labels()), spec.prompt(), texts);
        progress.at(COMPARING, 1, 1);
        return Optional.of(comparison);
    }
}
