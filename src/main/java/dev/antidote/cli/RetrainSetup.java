package dev.antidote.cli;

import dev.antidote.bundle.SigningKey;
import dev.antidote.config.GuardConfig;
import dev.antidote.config.RetrainConfig;
import dev.antidote.config.RetrainTrainingConfig;
import dev.antidote.data.ColumnNames;
import dev.antidote.data.DatasetReader;
import dev.antidote.model.BaseModel;
import dev.antidote.model.BaseModels;
import dev.antidote.model.CacheDirectory;
import dev.antidote.model.LoraConfig;
import dev.antidote.model.Precision;
import dev.antidote.train.TrainingSettings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What the configuration means for a retraining; whatever is missing is told before anything is done.
 *
 * @param config all of it
 * @param data the base set
 * @param work the directory of the runs
 * @param key signs candidates and announcements
 * @param minSamples a run begins only if at least so many samples were reviewed since the last
 * @param release whether an accepted candidate is released
 * @param champion a directory that takes the place of what serves; empty to find that out
 */
record RetrainSetup(
        GuardConfig config,
        Path data,
        Path work,
        SigningKey key,
        int minSamples,
        boolean release,
        Optional<Path> champion) {

    static RetrainSetup of(GuardConfig config, int minSamples, Optional<Boolean> release, Optional<Path> champion) {
        RetrainConfig retrain = config.retrain();
        Path data = required("data", retrain.data(), "the labelled rows to train on");
        Path work = required("work", retrain.work(), "a directory for the runs");
        Path key = required("key", retrain.key(), "the private key, which antidote keys create makes");
        return new RetrainSetup(
                config,
                data,
                work,
                SigningKey.read(key),
                minSamples,
                release.orElse(followsReleases(config)),
                champion);
    }

    private static Path required(String key, Optional<Path> value, String what) {
        return value.orElseThrow(() -> new CommandException("retrain." + key + " is not configured; name " + what
                + ", in the file or with --set retrain." + key + "=..."));
    }

    RetrainConfig retrain() {
        return config.retrain();
    }

    /** Whether a topic says what serves. */
    boolean followsReleases() {
        return followsReleases(config);
    }

    private static boolean followsReleases(GuardConfig config) {
        return config.releases().store().isPresent()
                && config.releases().trustedKeys().isPresent();
    }

    DatasetReader reader() {
        RetrainConfig.Columns columns = retrain().columns();
        return DatasetReader.standard()
                .withColumns(new ColumnNames(
                        new ColumnNames.Column(columns.text(), "retrain.textColumn"),
                        new ColumnNames.Column(columns.label(), "retrain.labelColumn")));
    }

    BaseModel base(Session session) {
        return retrain()
                .training()
                .base()
                .map(BaseModel::open)
                .orElseGet(() -> BaseModels.miniLm(new CacheDirectory(session.cache())));
    }

    TrainingSettings training() {
        return training(retrain().training());
    }

    /** What the configuration's settings are for the trainer. */
    static TrainingSettings training(RetrainTrainingConfig config) {
        return new TrainingSettings(
                config.epochs(),
                config.batchSize(),
                config.learningRate(),
                TrainingFlags.WARMUP_STEPS,
                config.maxTokens(),
                LoraConfig.everywhere(config.rank()),
                Precision.parse(written(config.precision())));
    }

    /** For judging with a bundle. */
    PrecisionWish wish() {
        return PrecisionWish.parse(written(retrain().training().precision()));
    }

    private static String written(Enum<?> precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }
}
