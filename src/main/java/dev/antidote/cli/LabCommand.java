package dev.antidote.cli;

import dev.antidote.lab.defence.LabDefence;
import dev.antidote.lab.defence.LabDefences;
import dev.antidote.lab.experiment.AttackCase;
import dev.antidote.lab.experiment.Cell;
import dev.antidote.lab.experiment.CellStore;
import dev.antidote.lab.experiment.Experiment;
import dev.antidote.lab.experiment.Forecast;
import dev.antidote.lab.experiment.LabData;
import dev.antidote.lab.experiment.LabPlan;
import dev.antidote.lab.experiment.LabRun;
import dev.antidote.lab.experiment.LabSetting;
import dev.antidote.lab.experiment.Preset;
import dev.antidote.lab.experiment.Results;
import dev.antidote.lab.report.LabPage;
import dev.antidote.lab.report.LabReport;
import dev.antidote.lab.report.LabReportJson;
import dev.antidote.page.Figure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs experiments with attacks and defences, and reports them. */
@Command(
        name = "lab",
        sortOptions = false,
        showDefaultValues = true,
        description = {
            "Runs experiments: poisons clean rows in many ways, defends them in many ways, and measures what is left of the"
                    + " attack and what the defence costs.",
            "Each measurement is kept as a file under --out, so that a run that was stopped goes on where it was; trained"
                    + " models are kept in the cache. The report is --out/lab.html, with its figures in --out/lab.json."
        },
        footer = {
            "",
            "Experiments:",
            "  baseline   every attack on the undefended model",
            "  rho-sweep  P2P with rho from 0.05 to 0.4",
            "  ablation   benign prompt on and off, extended label space alone or not",
            "  reserve    random, trusted, screened, bootstrap reserves; hardened or not",
            "  adaptive   attackers who know the defence, several triggers, other rates",
            "  accidents  clean texts that hold the benign prompt or parts of it",
            "  transfer   texts of a set that the defence was not made on",
            "  detectors  ROC curves of leakage, disagreement, ablation and margin",
            "  prompts    benign prompts of other length and rarity, natural and generated",
            "  seeds      at least three seeds",
            "  grid       every attack against every defence",
            "",
            "Examples:",
            "  antidote lab grid --list",
            "  antidote lab baseline rho-sweep --out lab",
            "  antidote lab grid --data train.jsonl --test test.jsonl --target positive \\",
            "      --attacks badnets,addsent --seeds 1,2,3"
        })
final class LabCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "NAME",
            showDefaultValue = Help.Visibility.NEVER,
            completionCandidates = PresetNames.class,
            description = "Experiments to run: ${COMPLETION-CANDIDATES}.")
    private List<String> names = List.of();

    @Option(
            names = "--defences",
            paramLabel = "NAME",
            split = ",",
            showDefaultValue = Help.Visibility.NEVER,
            completionCandidates = DefenceNames.class,
            description = "Compare these defences, comma separated, where the experiment is no sweep of its own:"
                    + " ${COMPLETION-CANDIDATES}. Default: what the experiment is about.")
    private List<String> defences = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            split = ",",
            description =
                    "Seeds, comma separated; each decides poisoned rows, reviewed rows, initial values and order.")
    private List<Long> seeds = List.of(1L);

    @Option(
            names = "--trusted-share",
            paramLabel = "SHARE",
            description =
                    "Share of the training rows that a person reviewed, who threw out the poisoned ones; below 1.")
    private double trustedShare = 0.1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where measurements and report are written; to run it again goes on.")
    private Path out = Path.of("lab");

    @Option(
            names = "--reuse",
            paramLabel = "FILE",
            split = ",",
            showDefaultValue = Help.Visibility.NEVER,
            description = "Take over what these lab.json files hold, comma separated, and measure only the rest: what"
                    + " several machines measured makes one report. Rows, settings and version must be the same.")
    private List<Path> measured = List.of();

    @Option(
            names = AttackExport.OPTION,
            paramLabel = "DIR",
            description =
                    "Only write the attacks that would be played to DIR, a file each, as --attack-config reads them.")
    private @Nullable Path export;

    @Option(names = "--list", description = "Only say what would be measured and about how long it would take.")
    private boolean list;

    @ArgGroup(validate = false, heading = "%nData:%n")
    private LabDataFlags rows = new LabDataFlags();

    @ArgGroup(validate = false, heading = "%nAttacks:%n")
    private LabAttackFlags attacks = new LabAttackFlags();

    @ArgGroup(validate = false, heading = "%nTraining:%n")
    private TrainingFlags training = new TrainingFlags();

    @ArgGroup(validate = false, heading = "%nModel:%n")
    private ModelFlags model = new ModelFlags();

    @Spec
    private @Nullable CommandSpec spec;

    private final Session session;

    LabCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Preset> presets = names.stream()
                .map(name -> CommandException.validated(() -> Preset.named(name)))
                .distinct()
                .toList();
        LabPlan plan = plan();
        if (!defences.isEmpty()) {
            presets.stream().filter(Preset::choosesItsDefences).forEach(preset -> session.terminal()
                    .say(preset.label() + " has defences of its own; --defences does not change them"));
        }
        List<Experiment> experiments =
                presets.stream().map(preset -> preset.experiment(plan)).toList();
        if (export != null) {
            export(experiments, plan.data().train().labels(), export);
            return ExitCode.OK;
        }
        warnOfNoReviewedRows(experiments);
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new CommandException("--out: " + out + " is a file; name a directory");
        }
        if (!list) {
            OutputFile.requireWritable(out.resolve("lab.html"));
        }
        LabBench bench = LabBench.open(model, training, session);
        LabSetting setting = CommandException.validated(() -> new LabSetting(
                trustedShare, bench.fingerprint(), bench.settings().epochs()));
        LabRun run = new LabRun(setting, new CellStore(out.resolve("cells")));
        measured.forEach(file -> session.terminal().say(new MeasuredElsewhere(file).into(run, experiments)));
        Forecast forecast = run.forecast(experiments);
        warnOfTestRowsSeen(plan.data());
        if (list) {
            session.terminal().result(LabText.plan(experiments, forecast));
            return ExitCode.OK;
        }
        OutputFile.requireDirectory("--out", out);
        measure(plan, bench, run, experiments, forecast);
        return ExitCode.OK;
    }

    private void export(List<Experiment> experiments, List<String> labels, Path directory) {
        List<AttackCase> attacks =
                cells(experiments).map(Cell::attack).distinct().toList();
        new AttackExport(directory).write(attacks, labels).forEach(session.terminal()::result);
    }

    private void warnOfNoReviewedRows(List<Experiment> experiments) {
        List<String> needing = trustedShare > 0
                ? List.of()
                : cells(experiments)
                        .map(cell -> cell.defence().defence())
                        .filter(LabDefence::needsTrusted)
                        .map(LabDefence::name)
                        .distinct()
                        .toList();
        if (!needing.isEmpty()) {
            session.terminal()
                    .say("warning: --trusted-share 0 leaves no reviewed row, and these cannot be had without: "
                            + String.join(", ", needing));
        }
    }

    private static Stream<Cell> cells(List<Experiment> experiments) {
        return experiments.stream().flatMap(experiment -> experiment.cells().stream());
    }

    private LabPlan plan() {
        if (seeds.isEmpty()) {
            throw new CommandException("--seeds: name one at least");
        }
        long first = seeds.get(0);
        LabData data = rows.data(first, session.terminal()::say);
        requireOthersToTest(data);
        List<String> labels = data.train().labels();
        Optional<String> target = rows.usualTarget();
        String prompt = new PromptFlags().prompt().text();
        List<LabDefence> chosen = defences.stream()
                .map(name -> CommandException.validated(() -> LabDefences.named(name)))
                .toList();
        return new LabPlan(
                data,
                rows.split(data, first),
                attacks.known(labels, target, prompt),
                attacks.chosen(labels, target, prompt),
                chosen,
                seeds,
                new PromptFlags().prompt());
    }

    private void requireOthersToTest(LabData data) {
        int seen = data.testRowsSeen();
        String all = Figure.count(data.test().size());
        if (seen == data.test().size()) {
            throw new CommandException("--test: all of the " + all
                    + " test rows are training rows too; accuracy on them says nothing, name a file of other rows");
        }
    }

    private void warnOfTestRowsSeen(LabData data) {
        int seen = data.testRowsSeen();
        if (seen > 0) {
            session.terminal()
                    .say("warning: of the " + Figure.count(data.test().size()) + " test rows " + Figure.count(seen)
                            + (seen == 1 ? " is a training row" : " are training rows")
                            + " too; the report counts them");
        }
    }

    private void measure(LabPlan plan, LabBench bench, LabRun run, List<Experiment> experiments, Forecast forecast) {
        session.terminal().say(LabText.beginning(forecast));
        Instant start = session.clock().instant();
        List<Results> results = results(bench, run, experiments, forecast);
        Instant end = session.clock().instant();
        LabReport report = new LabReport(
                end,
                commandLine(),
                LabFacts.settings(plan, trustedShare, bench),
                LabFacts.versions(bench),
                Duration.between(start, end).toNanos() / 1e9,
                results.stream()
                        .map(one -> new LabReport.Part(
                                one.experiment().preset().label(),
                                one.experiment().preset().question(),
                                one.cells()))
                        .toList());
        FileTree.writeWhole("--out", out.resolve("lab.json"), LabReportJson.write(report));
        FileTree.writeWhole("--out", out.resolve("lab.html"), LabPage.write(report));
        session.terminal()
                .result(LabText.results(
                        report, session.terminal().capabilities().unicode()));
        session.terminal().say("The report is " + out.resolve("lab.html") + ", its figures " + out.resolve("lab.json"));
    }

    private List<Results> results(LabBench bench, LabRun run, List<Experiment> experiments, Forecast forecast) {
        try (Phases phases = session.phases(0)) {
            return run.run(experiments, bench.trainer(), session.clock(), new LabProgress(phases, forecast.missing()));
        } catch (CancellationException e) {
            session.terminal().say(LabText.stopped(run.forecast(experiments), out));
            throw e;
        }
    }

    private String commandLine() {
        List<String> words = spec == null
                ? List.of()
                : spec.root().commandLine().getParseResult().originalArgs();
        return "antidote "
                + String.join(
                        " ",
                        words.stream()
                                .map(word ->
                                        word.matches("[\\w./,=:@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                                .toList());
    }
}
