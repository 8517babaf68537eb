package dev.antidote.cli;

import dev.antidote.cli.report.ReviewText;
import dev.antidote.config.GuardConfig;
import dev.antidote.retrain.review.ReviewDesk;
import dev.antidote.retrain.review.ReviewEntry;
import dev.antidote.retrain.review.ReviewFiles;
import dev.antidote.retrain.review.ReviewSheet;
import dev.antidote.retrain.review.ReviewTally;
import dev.antidote.retrain.review.ReviewedSamples;
import dev.antidote.retrain.review.ShareCaps;
import dev.antidote.retrain.store.Database;
import dev.antidote.retrain.store.Decision;
import dev.antidote.retrain.store.Reviews;
import dev.antidote.retrain.store.Samples;
import dev.antidote.retrain.store.StoredSample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What people decide about flagged samples; docs/review.md explains it to them. */
@Command(
        name = "review",
        sortOptions = false,
        showDefaultValues = true,
        description = "Shows flagged samples and takes down what people decide about them.",
        footer = {
            "",
            "Only reviewed samples ever train a model. Every review is kept; the latest of",
            "a sample holds.",
            "",
            "Examples:",
            "  antidote review list --config guard.yaml --unreviewed",
            "  antidote review label 12 spam --poisoned yes --config guard.yaml",
            "  antidote review export --config guard.yaml --unreviewed \\",
            "      --format label-studio --out tasks.json"
        })
final class ReviewCommand implements Callable<Integer> {
    /** Longer than a collector holds an H2 file. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How files are written. */
    enum Format {
        /** One JSON object a line. */
        JSONL,
        /** Tasks of Label Studio. */
        LABEL_STUDIO;

        ReviewFiles files() {
            return this == JSONL ? ReviewFiles.jsonLines() : ReviewFiles.labelStudio();
        }

        /** As on the command line. */
        @Override
        public String toString() {
            return this == JSONL ? "jsonl" : "label-studio";
        }
    }

    /** An answer that nobody should give by leaving it out. */
    enum Answer {
        YES,
        NO;

        @Override
        public String toString() {
            return this == YES ? "yes" : "no";
        }
    }

    private final Session session;

    ReviewCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.terminal()
                .complain("antidote: review needs a command: list, show, label, skip, export, import or stats"
                        + " (see: antidote review --help)");
        return ExitCode.USAGE;
    }

    /** Lists samples. */
    @Command(name = "list", sortOptions = false, description = "Lists samples, the oldest first.")
    int list(
            @Mixin ConfigFlags config,
            @Mixin SampleFlags flags,
            @Option(names = "--max", paramLabel = "N", defaultValue = "20", description = "At most so many.") int most,
            @Option(names = "--after", paramLabel = "ID", defaultValue = "0", description = "Go on after this sample.")
                    long after) {
        if (most < 1) {
            throw new CommandException("--max: " + most + " is below 1");
        }
        List<StoredSample> found = new Samples(open(config)).page(flags.filter(), after, most + 1);
        session.terminal().result(ReviewText.list(found, most));
        return ExitCode.OK;
    }

    /** Shows one sample whole. */
    @Command(name = "show", sortOptions = false, description = "Shows one sample with all its reviews.")
    int show(
            @Mixin ConfigFlags config,
            @Parameters(index = "0", paramLabel = "ID", description = "The number of the sample.") long id) {
        Database database = open(config);
        StoredSample sample = new Samples(database)
                .find(id)
                .orElseThrow(() ->
                        new CommandException("there is no sample " + id + " in this store; see: antidote review list"));
        session.terminal().result(ReviewText.show(sample, new Reviews(database).history(id)));
        return ExitCode.OK;
    }

    /** Gives a sample its right label. */
    @Command(name = "label", sortOptions = false, description = "Gives a sample its right label.")
    int label(
            @Mixin ConfigFlags config,
            @Parameters(index = "0", paramLabel = "ID", description = "The number of the sample.") long id,
            @Parameters(index = "1", paramLabel = "LABEL", description = "What the text truly is.") String label,
            @Option(
                            names = "--poisoned",
                            required = true,
                            paramLabel = "yes|no",
                            description = "Whether an attacker prepared the text, with a trigger or otherwise.")
                    Answer poisoned,
            @Mixin ReviewerFlag reviewer,
            @Option(names = "--new-label", description = "Take a label that no sample ever had.") boolean newLabel) {
        decide(
                config,
                reviewer,
                new ReviewEntry(
                        "sample " + id,
                        id,
                        Optional.empty(),
                        Decision.LABELLED,
                        Optional.of(label),
                        Optional.of(poisoned == Answer.YES),
                        Optional.empty()),
                newLabel);
        session.terminal().say("labelled " + id);
        return ExitCode.OK;
    }

    /** Leaves a sample out of training. */
    @Command(name = "skip", sortOptions = false, description = "Leaves a sample out of training, with a decision.")
    int skip(
            @Mixin ConfigFlags config,
            @Parameters(index = "0", paramLabel = "ID", description = "The number of the sample.") long id,
            @Mixin ReviewerFlag reviewer) {
        decide(
                config,
                reviewer,
                new ReviewEntry(
                        "sample " + id,
                        id,
                        Optional.empty(),
                        Decision.SKIPPED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                false);
        session.terminal().say("skipped " + id);
        return ExitCode.OK;
    }

    /** Writes samples into a file. */
    @Command(name = "export", sortOptions = false, description = "Writes samples into a file for reviewers.")
    int export(
            @Mixin ConfigFlags config,
            @Mixin SampleFlags flags,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            defaultValue = "jsonl",
                            description = "${COMPLETION-CANDIDATES}.")
                    Format format,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write.")
                    Path file,
            @Option(names = "--overwrite", description = "Even if there is such a file already.") boolean overwrite) {
        OutputFile.requireWritable(file);
        if (!overwrite && Files.exists(file)) {
            throw new CommandException(
                    file
                            + " already exists, and may hold decisions; name another file, or ask to overwrite it (--overwrite)");
        }
        long count = format.files().write(file, new Samples(open(config)), flags.filter());
        session.terminal().say("wrote " + count + " samples to " + file);
        return ExitCode.OK;
    }

    /** Takes reviews from a file. */
    @Command(
            name = "import",
            sortOptions = false,
            description = "Takes down the decisions of a file, all or none; what was said before is not added again.")
    int importFile(
            @Mixin ConfigFlags config,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            defaultValue = "jsonl",
                            description = "${COMPLETION-CANDIDATES}.")
                    Format format,
            @Mixin ReviewerFlag reviewer,
            @Option(names = "--new-label", description = "Take labels that no sample ever had.") boolean newLabel,
            @Parameters(index = "0", paramLabel = "FILE", description = "What export wrote, with decisions.")
                    Path file) {
        ReviewSheet sheet = format.files().read(file);
        ReviewTally tally = desk(config, reviewer).decideAll(sheet.entries(), newLabel);
        session.terminal()
                .result("added " + tally.added() + " reviews; " + tally.asBefore() + " were there already, "
                        + sheet.undecided() + " samples have no decision");
        return ExitCode.OK;
    }

    /** Says how much there is. */
    @Command(
            name = "stats",
            sortOptions = false,
            description =
                    "Counts samples, reviews and drops, and says what may train a model and why the rest may not.")
    int stats(
            @Mixin ConfigFlags config,
            @Option(names = "--json", paramLabel = "FILE", description = "Write the counts as JSON.") @Nullable
                    Path json) {
        GuardConfig settings = config.read();
        Samples samples = new Samples(Database.open(settings.store(), PATIENCE));
        ShareCaps caps = ShareCaps.of(settings.store());
        ReviewText.Stats stats = new ReviewText.Stats(samples.counts(), ReviewedSamples.read(samples, caps), caps);
        session.terminal().result(ReviewText.stats(stats));
        if (json != null) {
            OutputFile.requireWritable(json);
            OutputFile.writeJson(session.terminal(), json, ReviewText.figures(stats));
        }
        return ExitCode.OK;
    }

    private void decide(ConfigFlags config, ReviewerFlag reviewer, ReviewEntry entry, boolean newLabel) {
        desk(config, reviewer).decide(entry, newLabel);
    }

    private ReviewDesk desk(ConfigFlags config, ReviewerFlag reviewer) {
        Database database = open(config);
        return new ReviewDesk(
                new Samples(database), new Reviews(database), session.clock(), reviewer.name(), ReviewerFlag.user());
    }

    private static Database open(ConfigFlags config) {
        return Database.open(config.read().store(), PATIENCE);
    }
}
