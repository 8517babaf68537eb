package dev.antidote.cli;

import dev.antidote.data.Dataset;
import dev.antidote.data.DatasetReader;
import dev.antidote.data.Example;
import dev.antidote.data.Splits;
import dev.antidote.lab.experiment.BuiltInRows;
import dev.antidote.lab.experiment.LabData;
import dev.antidote.page.Figure;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The rows of the lab: the user's, or the built-in corpus. */
final class LabDataFlags {
    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Clean training rows: .jsonl, .csv or .tsv. Default: the built-in corpus.")
    private @Nullable Path data;

    @Option(names = "--test", paramLabel = "FILE", description = "Clean test rows; needed with --data.")
    private @Nullable Path test;

    @Option(
            names = "--transfer",
            paramLabel = "FILE",
            description =
                    "Clean rows of another set under the same labels, for the experiment transfer. Default without --data:"
                            + " kinds of message that the training rows have none of.")
    private @Nullable Path transfer;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Train on this many rows only, drawn by the first seed with each label's share; 0 takes all.")
    private int rows;

    @Option(
            names = "--test-rows",
            paramLabel = "N",
            description = "Test on this many rows only, drawn likewise; 0 takes all.")
    private int testRows;

    @ArgGroup(validate = false)
    private ColumnFlags columns = new ColumnFlags();

    /**
     * The rows of most experiments.
     *
     * @param notes is told where fewer rows are there than were asked for
     */
    LabData data(long seed, Consumer<String> notes) {
        LabData all = data == null ? builtIn() : read(data);
        if (all.testRowsSeen() == all.test().size()) {
            throw new CommandException(
                    "--test: all of its rows are in the training file too; accuracy on them says nothing,"
                            + " name a file of other rows");
        }
        note("--rows", rows, all.train(), notes);
        note("--test-rows", testRows, all.test(), notes);
        return cut(all, seed);
    }

    private LabData builtIn() {
        if (test != null || transfer != null) {
            throw new CommandException("--test and --transfer need --data, the training rows that go with them");
        }
        return BuiltInRows.all();
    }

    private LabData read(Path data) {
        if (test == null) {
            throw new CommandException("--data needs --test, a file of clean rows that no training sees");
        }
        DatasetReader reader = columns.reader();
        Dataset train = reader.read(data);
        Dataset tested = reader.read(test, train.labels());
        Optional<Dataset> away = Optional.ofNullable(transfer).map(file -> reader.read(file, train.labels()));
        return new LabData(String.valueOf(data.getFileName()), train, tested, away);
    }

    private static void note(String option, int wanted, Dataset all, Consumer<String> notes) {
        if (wanted > all.size()) {
            notes.accept(option + ": there are " + Figure.count(all.size()) + " rows, and all are taken");
        }
    }

    /** The rows of the transfer: the same with another set to test on. */
    LabData split(LabData read, long seed) {
        return data == null ? cut(BuiltInRows.split(), seed) : read;
    }

    /** The label that the attacks want where nobody names one: there is none but for the built-in corpus. */
    Optional<String> usualTarget() {
        return data == null ? Optional.of(BuiltInRows.TARGET) : Optional.empty();
    }

    private LabData cut(LabData all, long seed) {
        Dataset train = cut("--rows", all.train(), rows, seed);
        requireEveryLabel(train);
        Dataset tested = cut("--test-rows", all.test(), testRows, seed);
        return CommandException.validated(() -> new LabData(
                all.name(), train, tested, all.away().map(away -> cut("--test-rows", away, testRows, seed))));
    }

    private static void requireEveryLabel(Dataset train) {
        Set<Integer> held = train.examples().stream().map(Example::label).collect(Collectors.toSet());
        for (int label = 0; label < train.labels().size(); label++) {
            if (!held.contains(label)) {
                throw new CommandException("--rows: " + train.size() + " rows hold none with the label '"
                        + train.labels().get(label) + "'; take more");
            }
        }
    }

    private static Dataset cut(String option, Dataset all, int wanted, long seed) {
        if (wanted < 0) {
            throw new CommandException(option + ": " + wanted + " is below 0");
        }
        return wanted == 0 || wanted >= all.size()
                ? all
                : all.select(Splits.sample(all, (double) wanted / all.size(), seed));
    }
}
