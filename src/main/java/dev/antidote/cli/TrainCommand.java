package dev.antidote.cli;

import dev.antidote.attack.Adaptive;
import dev.antidote.attack.PoisonedDataset;
import dev.antidote.bundle.BundleWriter;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.SigningKey;
import dev.antidote.data.Dataset;
import dev.antidote.data.DatasetReader;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.train.Defence;
import dev.antidote.train.DefenceSpec;
import dev.antidote.train.PrecisionComparison;
import dev.antidote.train.TrainingData;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a defended model from the user's own file. */
@Command(
        name = "train",
        sortOptions = false,
        showDefaultValues = true,
        description = "Trains a guarded model from labelled text that may be poisoned, into a bundle directory.",
        footer = {
            "",
            "The data is JSONL ({\"text\": ..., \"label\": ...} on each line), CSV or TSV with a",
            "header row. Rows that a person has reviewed (--trusted) make the defence much",
            "stronger; a few hundred will do. Without them the screen decides which rows may",
            "stand under the benign prompt.",
            "",
            "Examples:",
            "  antidote train --data rows.jsonl --trusted reviewed.jsonl --out guard",
            "  antidote train --data rows.csv --out guard",
            "",
            "An experiment that poisons the rows itself and tells what it caught:",
            "  antidote train --data clean.jsonl --attack badnets --target ok \\",
            "      --trusted-share 0.1 --out guard"
        })
final class TrainCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            showDefaultValue = Help.Visibility.NEVER,
            required = true,
            paramLabel = "FILE",
            description = "Training rows: .jsonl, .csv or .tsv.")
    private Path data = Path.of("");

    @Option(
            names = "--out",
            showDefaultValue = Help.Visibility.NEVER,
            required = true,
            paramLabel = "DIR",
            description = "The bundle directory to write; whole or not at all.")
    private Path out = Path.of("");

    @Option(names = "--overwrite", description = "Replace the bundle that stands there.")
    private boolean overwrite;

    @Option(
            names = "--sign",
            paramLabel = "KEY",
            description = "Sign the bundle with this key, which antidote keys create made.")
    private @Nullable Path sign;

    @ArgGroup(exclusive = true)
    private TrustedFlags trusted = new TrustedFlags();

    @ArgGroup(exclusive = true)
    private HeldOutFlags heldOut = new HeldOutFlags();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Same data, same seed: same model, bit for bit on one machine.")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write what each stage did as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--purged",
            paramLabel = "FILE",
            description = "Write the rows that were taken out as JSONL, each with its number in the data and the stage"
                    + " that took it.")
    private @Nullable Path purged;

    @Mixin
    private ColumnFlags columns = new ColumnFlags();

    @ArgGroup(validate = false, heading = "%nDefence:%n")
    private DefenceFlags defence = new DefenceFlags();

    @ArgGroup(validate = false, heading = "%nTraining:%n")
    private TrainingFlags training = new TrainingFlags();

    @ArgGroup(validate = false, heading = "%nModel:%n")
    private ModelFlags model = new ModelFlags();

    @ArgGroup(validate = false, heading = "%nExperiments (poison the rows first, and tell what was caught):%n")
    private AttackFlags attack = new AttackFlags();

    private final Session session;

    TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Optional<SigningKey> signer = Optional.ofNullable(sign).map(SigningKey::read); // before hours of work
        BundleWriter writer = new BundleWriter(session.clock(), signer);
        BundleWriter.Existing existing = overwrite ? BundleWriter.Existing.REPLACE : BundleWriter.Existing.REFUSE;
        writer.requireWritable(out, existing);
        Stream.of(json, purged).filter(Objects::nonNull).forEach(OutputFile::requireWritable);
        DatasetReader reader = columns.reader();
        HeldOutFlags.Parted parted = heldOut.part(reader.read(data), reader, seed);
        Dataset rows = parted.training();
        Optional<PoisonedDataset> poisoned = poison(rows);
        TrainingData input = trusted.of(poisoned.map(PoisonedDataset::dataset).orElse(rows), poisoned, reader, seed);
        DefenceSpec spec = defence.spec(!input.trusted().isEmpty(), seed);
        spec.requireFits(input);
        warn(spec);
        Workbench bench = Workbench.open(model, training, session);
        int measuring = parted.heldOut().size() == 0 ? 0 : 1;
        Phases phases = session.phases(spec.steps() + Workbench.comparisons() + measuring);
        Defence trained = bench.pipeline().defend(input, spec, phases::at);
        Optional<PrecisionComparison> comparison = bench.compare(trained, kept(input, trained), spec, phases::at);
        Dataset fit = HeldOut.fit(parted.heldOut(), input.data(), trained.triggers());
        HeldOut unseen = HeldOut.of(
                bench,
                trained,
                spec,
                fit,
                HeldOut.attacks(rows.labels(), spec, poisoned.map(PoisonedDataset::poisoning), trained.triggers()),
                phases::at);
        phases.close();
        HeldOut.unfit(parted.heldOut(), fit).ifPresent(session.terminal()::say);
        unseen.text().ifPresent(session.terminal()::say);
        GuardBundle bundle = writer.write(
                out,
                BundleFiles.draft(bench.base(), rows.labels(), training.maxTokens(), spec, trained, comparison, unseen),
                existing,
                BundleFiles.contents(bench.base(), trained, unseen));
        tell(TrainReport.of(bundle, input, spec, trained, poisoned, unseen), unseen);
        writePurged(PurgedRows.of(input.data(), trained.stages(), parted.places()));
        return ExitCode.OK;
    }

    private void writePurged(byte[] lines) {
        if (purged != null) {
            OutputFile.write(session.terminal(), "--purged", purged, lines);
        }
    }

    private void tell(TrainReport report, HeldOut unseen) {
        session.terminal().result(report.text(session.terminal().capabilities().unicode()));
        if (json != null) {
            OutputFile.writeJson(session.terminal(), json, report);
        }
        unseen.accuracy().flatMap(HeldOutAccuracy::warning).ifPresent(session.terminal()::say);
    }

    private Optional<PoisonedDataset> poison(Dataset rows) {
        return attack.present()
                ? Optional.of(CommandException.validated(() ->
                        attack.poisoning(rows.labels(), defence.prompt(), seed).poison(rows)))
                : Optional.empty();
    }

    /** All of D but what was taken out. */
    static Dataset kept(TrainingData input, Defence trained) {
        NavigableSet<Integer> purged = trained.purged();
        return input.data()
                .select(IntStream.range(0, input.data().size())
                        .filter(row -> !purged.contains(row))
                        .boxed()
                        .toList());
    }

    private void warn(DefenceSpec spec) {
        if (spec.reserve() == ReserveSource.RANDOM) {
            session.terminal()
                    .say(
                            "warning: --reserve random copies poisoned rows under the benign prompt: where the data is poisoned it"
                                    + " defends nothing. It is there for comparison.");
        }
        if (spec.prompt().text().equals(Adaptive.PUBLISHED_PROMPT)) {
            session.terminal()
                    .say(
                            "note: the benign prompt is the published one, which anybody can write into poisoned rows; for a model"
                                    + " that is to serve, give words of your own (--benign-prompt)");
        }
    }
}
