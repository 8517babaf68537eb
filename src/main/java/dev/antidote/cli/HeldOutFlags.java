package dev.antidote.cli;

import dev.antidote.data.Dataset;
import dev.antidote.data.DatasetReader;
import dev.antidote.data.Seeds;
import dev.antidote.data.Splits;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows are kept out of training, for probes and thresholds; one of the two. */
final class HeldOutFlags {
    private static final long DRAW = 0x4E1D;
    private static final double DEFAULT_SHARE = 0.05;
    private static final double MOST = 0.5;

    @Option(
            names = "--held-out",
            paramLabel = "FILE",
            description = "Clean rows that no training sees, for the bundle's probes and thresholds.")
    private @Nullable Path file;

    @Option(
            names = "--held-out-share",
            paramLabel = "SHARE",
            description = "Without --held-out: the share of --data that is kept out of training for them, 0 to 0.5"
                    + " (default: " + DEFAULT_SHARE + ").")
    private @Nullable Double share;

    /**
     * Rows for training, and rows that are not.
     *
     * @param training what is left
     * @param heldOut may be empty
     * @param places where each row for training stands in the data, from 0
     */
    record Parted(Dataset training, Dataset heldOut, List<Integer> places) {}

    Parted part(Dataset rows, DatasetReader reader, long seed) {
        if (file != null) {
            List<Integer> all = IntStream.range(0, rows.size()).boxed().toList();
            return new Parted(rows, reader.read(file, rows.labels()), all);
        }
        double wanted = share == null ? DEFAULT_SHARE : share;
        if (!(wanted >= 0 && wanted <= MOST)) {
            throw new CommandException("--held-out-share: " + wanted + " is outside 0.." + MOST);
        }
        NavigableSet<Integer> drawn = new TreeSet<>(Splits.sample(rows, wanted, Seeds.mix(seed, DRAW)));
        List<Integer> rest = IntStream.range(0, rows.size())
                .filter(row -> !drawn.contains(row))
                .boxed()
                .toList();
        return new Parted(rows.select(rest), rows.select(List.copyOf(drawn)), rest);
    }
}
