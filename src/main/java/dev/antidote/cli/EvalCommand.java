package dev.antidote.cli;

import dev.antidote.attack.Poisoning;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.Proportion;
import dev.antidote.infer.GuardedModel;
import dev.antidote.infer.UndefendedModel;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.screen.TextLabeler;
import dev.antidote.train.Evaluation;
import dev.antidote.train.Metrics;
import dev.antidote.train.PrecisionComparison;
import dev.antidote.train.Recognition;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a bundle on test rows. */
@Command(
        name = "eval",
        sortOptions = false,
        showDefaultValues = true,
        description =
                "Measures a bundle: clean accuracy (CA) and, with --attack, attack success rate (ASR) and its floor.",
        footer = {
            "",
            "ASR is the share of triggered texts, whose true label is another, that get",
            "the target label. The floor is the share of those same texts that get it",
            "without the trigger: plain error. Excess = ASR - floor is the backdoor. All",
            "figures come with 95%% Wilson intervals. Last comes what the ablation signal",
            "flags: triggered texts, and clean ones with them.",
            "",
            "Examples:",
            "  antidote eval --bundle guard --data test.jsonl",
            "  antidote eval --bundle guard --data test.jsonl --attack badnets --target ok \\",
            "      --json figures.json"
        })
final class EvalCommand implements Callable<Integer> {
    @Option(
            names = "--bundle",
            showDefaultValue = Help.Visibility.NEVER,
            required = true,
            paramLabel = "DIR",
            description = "The bundle to measure.")
    private Path bundle = Path.of("");

    @Option(
            names = "--data",
            showDefaultValue = Help.Visibility.NEVER,
            required = true,
            paramLabel = "FILE",
            description = "Clean test rows that no training saw: .jsonl, .csv or .tsv.")
    private Path data = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides where the trigger goes in each text.")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--compare-precision",
            description = "Also judge every row in fp32 and in bf16, and tell how often they agree.")
    private boolean comparePrecision;

    @Mixin
    private ColumnFlags columns = new ColumnFlags();

    @ArgGroup(validate = false, heading = "%nAttack:%n")
    private AttackFlags attack = new AttackFlags();

    @ArgGroup(validate = false, heading = "%nModel:%n")
    private ModelFlags model = new ModelFlags();

    private final Session session;

    EvalCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (json != null) {
            OutputFile.requireWritable(json);
        }
        BundleFiles.Opened opened = BundleFiles.open(bundle, model.base(), session.cache(), model.wish());
        session.terminal().say("judging in " + opened.precision().text());
        List<String> labels = opened.labels().names();
        Dataset test = columns.reader().read(data, labels);
        Optional<Evaluation> attacked =
                attack.present() ? Optional.of(evaluation(test, opened.prompt())) : Optional.empty();
        EvalReport report = measure(opened, test, attacked);
        session.terminal().result(report.text(session.terminal().capabilities().unicode()));
        if (json != null) {
            OutputFile.writeJson(session.terminal(), json, report.figures());
        }
        return ExitCode.OK;
    }

    private EvalReport.@Nullable Precisions compare(BundleFiles.Opened opened, Dataset test) {
        if (!comparePrecision) {
            return null;
        }
        PrecisionComparison both =
                opened.compare(test.examples().stream().map(Example::text).toList());
        List<Integer> truth = test.examples().stream().map(Example::label).toList();
        return new EvalReport.Precisions(both.agreement(), both.fp32Accuracy(truth), both.bf16Accuracy(truth));
    }

    private Evaluation evaluation(Dataset test, BenignPrompt prompt) {
        Poisoning poisoning = attack.poisoning(test.labels(), prompt, seed);
        return CommandException.validated(() -> new Evaluation(test, poisoning.triggered(test), poisoning.target()));
    }

    private EvalReport measure(BundleFiles.Opened opened, Dataset test, Optional<Evaluation> attacked) {
        Phases phases = session.phases(4);
        Map<String, Metrics> measured = new LinkedHashMap<>();
        opened.undefended().ifPresent(victim -> {
            phases.begin("measuring the undefended model", "");
            try (UndefendedModel model = victim) {
                measured.put(EvalReport.UNDEFENDED, metrics(test, attacked, model::labels));
            }
        });
        Recognition recognition;
        try (GuardedModel guarded = opened.witnessed()) {
            phases.begin("measuring the guarded model", "");
            measured.put(EvalReport.DEFENDED, metrics(test, attacked, texts -> guarded.labels(texts, opened.prompt())));
            phases.begin("measuring it without the benign prompt", "");
            measured.put(EvalReport.ABLATION, metrics(test, attacked, guarded::labelsWithoutPrompt));
            phases.begin("measuring the ablation signal", "");
            Dataset triggered = attacked.map(evaluation -> evaluation.attacked().triggered())
                    .orElseGet(() -> test.withExamples(List.of()));
            recognition = opened.recognition(guarded, triggered, test);
        }
        phases.close();
        return new EvalReport(opened.bundle().id(), test.size(), measured, recognition, compare(opened, test));
    }

    private static Metrics metrics(Dataset test, Optional<Evaluation> attacked, TextLabeler labeler) {
        return attacked.map(evaluation -> evaluation.measure(labeler))
                .orElseGet(() -> new Metrics(
                        Evaluation.cleanAccuracy(test, labeler), new Proportion(0, 0), new Proportion(0, 0)));
    }
}
