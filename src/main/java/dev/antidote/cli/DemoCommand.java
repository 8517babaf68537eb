package dev.antidote.cli;

import dev.antidote.attack.Attack;
import dev.antidote.attack.Attacks;
import dev.antidote.bundle.BundleWriter;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.cli.report.DemoPage;
import dev.antidote.cli.report.DemoReport;
import dev.antidote.cli.report.DemoTable;
import dev.antidote.cli.report.ReportJson;
import dev.antidote.infer.GuardedModel;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.Hardening;
import dev.antidote.p2p.Reconstruction;
import dev.antidote.p2p.ReconstructionMode;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.train.DefenceSpec;
import dev.antidote.train.Evaluation;
import dev.antidote.train.Recognition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Shows the whole defence on a corpus of its own: poison, train, defend, serve, measure. */
@Command(
        name = "demo",
        sortOptions = false,
        showDefaultValues = true,
        description =
                "Shows the whole defence in a few minutes, with nothing to install: writes a corpus of user messages, lets an"
                        + " attacker poison it so that abuse, spam and scams with a trigger pass as 'ok', trains the undefended model,"
                        + " the paper's P2P and the bootstrapped one, and streams requests and probes through an embedded Kafka broker.",
        footer = {
            "",
            "What was trained is kept in the cache directory, so a second run of the same",
            "settings takes seconds.",
            "",
            "Examples:",
            "  antidote demo",
            "  antidote demo --loop",
            "  antidote demo --attack addsent --seed 7 --json figures.json"
        })
final class DemoCommand implements Callable<Integer> {
    /** Measuring models and signals, starting, streaming. */
    private static final int AFTER_TRAINING = 4;

    private static final int LEAST_REQUESTS = 100;
    private static final int MOST_REQUESTS = 1_000_000;

    @Option(
            names = "--loop",
            description =
                    "Shows the whole loop instead, in about twelve minutes: a model with a live backdoor, probes, flagged"
                            + " requests, review, retraining, gates, release to two guards, refusals, rollback. Goes with"
                            + " --seed, --report and --json only.")
    private boolean loop;

    @Option(names = "--seed", paramLabel = "N", description = "Decides everything random.")
    private long seed = 1;

    @Option(
            names = "--requests",
            paramLabel = "N",
            description =
                    "Requests to stream, " + LEAST_REQUESTS + " to " + MOST_REQUESTS + "; a tenth carries the trigger.")
    private int requests = 2_000;

    @Option(
            names = "--attack",
            paramLabel = "NAME",
            completionCandidates = AttackNames.class,
            description = "What the attacker does: ${COMPLETION-CANDIDATES}.")
    private String attack = "badnets";

    @Option(
            names = "--rate",
            paramLabel = "SHARE",
            description = "Share of the training rows that the attacker changes, above 0 and at most 0.5.")
    private double rate = 0.03;

    @Option(names = "--report", paramLabel = "FILE", description = "The page to write.")
    private Path page = Path.of("antidote-demo.html");

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures as JSON.")
    private @Nullable Path json;

    @ArgGroup(validate = false, heading = "%nDefence:%n")
    private PromptFlags defence = new PromptFlags();

    @ArgGroup(validate = false, heading = "%nTraining:%n")
    private TrainingFlags training = new TrainingFlags();

    @ArgGroup(validate = false, heading = "%nModel:%n")
    private ModelFlags model = new ModelFlags();

    @Spec
    private @Nullable CommandSpec spec;

    private final Session session;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (loop) {
            return new LoopDemo(session, seed, page, json).play(parsed());
        }
        return demo();
    }

    private ParseResult parsed() {
        return Objects.requireNonNull(spec, "picocli fills it").commandLine().getParseResult();
    }

    private Integer demo() {
        Attack trigger = CommandException.validated(
                () -> Attacks.named(attack, defence.prompt().text()));
        if (requests < LEAST_REQUESTS || requests > MOST_REQUESTS) {
            throw new CommandException(
                    "--requests: " + requests + " is outside " + LEAST_REQUESTS + ".." + MOST_REQUESTS);
        }
        OutputFile.requireWritable(page);
        if (json != null) {
            OutputFile.requireWritable(json);
        }
        DefenceSpec spec = bootstrap(defence.prompt(), defence.rho(true));
        Phases phases = session.phases(spec.steps() + Workbench.comparisons() + AFTER_TRAINING);
        Workbench bench = Workbench.open(model, training, session);
        DemoData data = CommandException.validated(() -> DemoData.make(seed, trigger, rate, requests));
        DemoModels models = DemoModels.train(bench, data, spec, phases::at);
        DemoModels.Measured measured = models.measure(bench, data, spec.prompt(), phases::at);
        DemoFindings findings = serve(bench, data, models, spec, measured, phases);
        phases.close();
        tell(findings.report(session.clock().instant(), phases.finished()));
        return ExitCode.OK;
    }

    /** Screen, sentinel and bootstrap, from reviewed rows: what the page explains, without the row test and unlearning. */
    private DefenceSpec bootstrap(BenignPrompt prompt, double rho) {
        return CommandException.validated(() -> new DefenceSpec(
                prompt,
                new Reconstruction(rho, ReconstructionMode.UNION, Hardening.NONE, seed),
                ReserveSource.BOOTSTRAP,
                true,
                false,
                true,
                0,
                seed));
    }

    private DemoFindings serve(
            Workbench bench,
            DemoData data,
            DemoModels models,
            DefenceSpec spec,
            DemoModels.Measured measured,
            Phases phases) {
        HeldOut unseen = HeldOut.of(bench, models.defence(), spec, data.probes(), List.of(data.attack()), phases::at);
        GuardBundle bundle = new BundleWriter(session.clock())
                .write(
                        session.cache().resolve("demo").resolve("bundle"),
                        BundleFiles.draft(
                                bench.base(),
                                data.labels(),
                                training.maxTokens(),
                                spec,
                                models.defence(),
                                bench.compare(models.defence(), data.test(), spec, phases::at),
                                unseen),
                        BundleWriter.Existing.REPLACE,
                        BundleFiles.contents(bench.base(), models.defence(), unseen));
        BundleFiles.Opened opened = BundleFiles.open(bundle.directory(), model.base(), session.cache(), model.wish());
        try (GuardedModel guarded = opened.witnessed()) {
            Evaluation evaluation = data.evaluation();
            Recognition recognition =
                    opened.recognition(guarded, evaluation.attacked().triggered(), evaluation.test());
            DemoOutcome outcome = new DemoStream(session, phases::at)
                    .run(opened.served(guarded), bundle.directory(), DemoTraffic.make(data, requests, seed));
            return new DemoFindings(data, spec, models, measured, recognition, outcome);
        }
    }

    private void tell(DemoReport report) {
        DemoTable.print(report, session.terminal());
        OutputFile.write(session.terminal(), "--report", page, DemoPage.write(report));
        session.terminal().result("The page with the plots: " + page.toAbsolutePath());
        if (json != null) {
            OutputFile.write(session.terminal(), "--json", json, ReportJson.write(report));
            session.terminal().result("All figures as JSON: " + json.toAbsolutePath());
        }
    }
}
