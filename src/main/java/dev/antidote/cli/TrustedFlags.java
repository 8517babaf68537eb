package dev.antidote.cli;

import dev.antidote.attack.PoisonedDataset;
import dev.antidote.data.Dataset;
import dev.antidote.data.DatasetReader;
import dev.antidote.train.TrainingData;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where reviewed rows come from; one of the two, or neither. */
final class TrustedFlags {
    @Option(
            names = "--trusted",
            paramLabel = "FILE",
            description = "Rows that a person reviewed. Where a text stands in both files, the reviewed label counts.")
    private @Nullable Path file;

    @Option(
            names = "--trusted-share",
            paramLabel = "SHARE",
            description =
                    "For experiments with --attack: plays a review of this share of --data, above 0 and at most 1; the"
                            + " reviewer throws out the poisoned rows that he meets.")
    private @Nullable Double share;

    TrainingData of(Dataset rows, Optional<PoisonedDataset> poisoned, DatasetReader reader, long seed) {
        if (file != null) {
            return TrainingData.with(rows, reader.read(file, rows.labels()));
        }
        if (share == null) {
            return TrainingData.unreviewed(rows);
        }
        PoisonedDataset truth = poisoned.orElseThrow(
                () -> new CommandException(
                        "--trusted-share plays a review, which needs the truth that only --attack has; name reviewed rows with --trusted"));
        double reviewed = share;
        return CommandException.validated(() -> TrainingData.reviewed(truth, reviewed, seed));
    }
}
