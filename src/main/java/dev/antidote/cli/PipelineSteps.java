package dev.antidote.cli;

import dev.antidote.attack.Adaptive;
import dev.antidote.attack.Poisoning;
import dev.antidote.bundle.BundleDraft;
import dev.antidote.bundle.BundleStore;
import dev.antidote.bundle.BundleWriter;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.Lifecycle;
import dev.antidote.config.RetrainConfig;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.InputException;
import dev.antidote.data.Seeds;
import dev.antidote.model.BaseModel;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.FreshPrompt;
import dev.antidote.p2p.PromptCheck;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.release.Announcement;
import dev.antidote.release.ReleasePublisher;
import dev.antidote.retrain.gate.AttackFigures.Origin;
import dev.antidote.retrain.gate.GateReport;
import dev.antidote.retrain.gate.Gates;
import dev.antidote.retrain.gate.ModelFigures;
import dev.antidote.retrain.run.Preparation;
import dev.antidote.retrain.run.RunDirectory;
import dev.antidote.retrain.run.RunRows;
import dev.antidote.retrain.run.RunSteps;
import dev.antidote.train.Defence;
import dev.antidote.train.DefenceSpec;
import dev.antidote.train.PrecisionComparison;
import dev.antidote.train.TrainingData;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The steps of a retraining with the real pipeline, store and topics.
 *
 * @param setup what is configured
 * @param feed what the sample store has; empty where a run goes on that was prepared before
 * @param past what earlier runs were prepared with
 * @param serving finds out what serves
 * @param session the process
 */
record PipelineSteps(
        RetrainSetup setup, Optional<Feed> feed, List<Preparation> past, ServingBundle serving, Session session)
        implements RunSteps {
    /** Fewer trusted rows of a label teach a sentinel nothing. */
    static final int LEAST_TRUSTED = 10;

    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public Preparation prepare(int run, Path directory) {
        RetrainConfig retrain = setup.retrain();
        Dataset base = setup.reader().read(setup.data());
        List<String> labels = base.labels();
        Dataset trusted = retrain.trusted()
                .map(file -> setup.reader().read(file, labels))
                .orElseGet(() -> base.withExamples(List.of()));
        Optional<Dataset> heldOut = retrain.heldOut().map(file -> setup.reader().read(file, labels));
        Feed fed = feed.orElseThrow();
        RunRows rows = RunRows.of(
                base,
                trusted,
                fed.of(labels),
                new RunRows.HeldOutWish(heldOut, retrain.heldOutShare(), retrain.heldOutSeed()));
        FewHeldOutRows.warning(rows.test(), setup.config().gates()).ifPresent(session.terminal()::say);
        long seed = seed(run);
        BenignPrompt prompt = prompt(
                seed,
                Stream.of(base, trusted, rows.remedies(), rows.lines(), rows.test())
                        .flatMap(part -> part.examples().stream())
                        .map(Example::text),
                fed.traffic());
        return new Preparation(
                run,
                seed,
                prompt.text(),
                session.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                fed.reviewedTo().orElse(null),
                labels,
                rows.sharedPhrases(),
                rows.counts(),
                fed.excluded(labels),
                rows.write(directory));
    }

    /** What everybody could work out would give everybody the prompt. */
    private long seed(int run) {
        OptionalInt configured = setup.retrain().seed();
        return configured.isPresent() ? Seeds.mix(configured.getAsInt(), run) : RANDOM.nextLong();
    }

    private BenignPrompt prompt(long seed, Stream<String> data, List<String> traffic) {
        Stream<String> known = Stream.of(
                        past.stream().map(Preparation::prompt),
                        Stream.of(Adaptive.PUBLISHED_PROMPT),
                        serving.open().map(bundle -> bundle.manifest().defence().benignPrompt()).stream())
                .flatMap(prompts -> prompts);
        PromptCheck check = new PromptCheck(
                Stream.concat(data, traffic.stream()).toList(),
                known.map(BenignPrompt::new).toList());
        return FreshPrompt.draw(seed, check);
    }

    @Override
    public String train(Preparation preparation, Path directory) {
        RunRows rows = RunRows.read(directory, preparation.labels());
        TrainingData input = TrainingData.with(rows.base(), rows.trusted());
        DefenceSpec spec = spec(preparation, rows.trusted());
        Workbench bench = Workbench.open(setup.base(session), setup.training(), session);
        Phases phases = session.phases(spec.steps() + Workbench.comparisons() + 1);
        Defence trained = bench.pipeline().defend(input, rows.remedies(), spec, phases::at);
        Optional<PrecisionComparison> comparison =
                bench.compare(trained, TrainCommand.kept(input, trained), spec, phases::at);
        List<Poisoning> probes =
                new ArrayList<>(HeldOut.attacks(preparation.labels(), spec, Optional.empty(), trained.triggers()));
        probes.addAll(RetrainAttacks.reviewed(preparation));
        Dataset lines =
                HeldOut.without(HeldOut.fit(rows.lines(), input.data(), trained.triggers()), preparation.triggers());
        HeldOut unseen = HeldOut.of(bench, trained, spec, lines, probes, phases::at);
        phases.close();
        new RunFindings(directory).write(preparation.labels(), trained.triggers(), trained.undecided());
        BundleDraft draft = BundleFiles.draft(
                bench.base(), preparation.labels(), setup.training().maxTokens(), spec, trained, comparison, unseen);
        String parent = serving.open().map(GuardBundle::id).orElse(null);
        return new BundleWriter(session.clock(), Optional.of(setup.key()))
                .write(
                        directory.resolve(RunDirectory.BUNDLE),
                        new BundleDraft(parent, draft.base(), draft.defence(), draft.metrics(), draft.thresholds()),
                        BundleWriter.Existing.REPLACE,
                        BundleFiles.contents(bench.base(), trained, unseen))
                .id();
    }

    private DefenceSpec spec(Preparation preparation, Dataset trusted) {
        boolean enough = preparation.labels().stream()
                .mapToInt(preparation.labels()::indexOf)
                .allMatch(label -> trusted.examples().stream()
                                .filter(row -> row.label() == label)
                                .count()
                        >= LEAST_TRUSTED);
        ReserveSource usual = enough ? ReserveSource.BOOTSTRAP : ReserveSource.SCREENED;
        return DefenceSpec.standard(
                new BenignPrompt(preparation.prompt()),
                setup.retrain().reserve().map(ReserveSource::named).orElse(usual),
                preparation.seed());
    }

    @Override
    public Evaluation evaluate(Preparation preparation, Path directory) {
        List<NamedTrigger> triggers = new ArrayList<>();
        preparation
                .triggers()
                .forEach(text -> triggers.add(new NamedTrigger(Origin.REVIEWED, "reviewed \"" + text + '"', text)));
        new RunFindings(directory)
                .triggers(preparation.labels())
                .forEach(text -> triggers.add(new NamedTrigger(Origin.SCREEN, "found \"" + text + '"', text)));
        Dataset test = without(
                RunRows.read(directory, preparation.labels()).test(),
                triggers.stream().map(NamedTrigger::trigger).toList());
        ModelMeasure measure = new ModelMeasure(test, setup.config().gates().attackRows(), preparation.seed());
        BaseModel base = setup.base(session);
        BundleFiles.Opened candidate = BundleFiles.open(directory.resolve(RunDirectory.BUNDLE), base, setup.wish());
        Optional<GuardBundle> champion = serving.open()
                .filter(bundle -> !bundle.id().equals(candidate.bundle().id()));
        Phases phases = session.phases(1 + (champion.isPresent() ? 1 : 0));
        ModelFigures measured = measure.of(
                candidate,
                RetrainAttacks.of(preparation, candidate.prompt(), triggers),
                "measuring the candidate",
                phases::at);
        Optional<ModelFigures> serves = champion.map(bundle -> BundleFiles.open(bundle, base, setup.wish()))
                .map(opened -> measure.of(
                        opened,
                        RetrainAttacks.of(preparation, opened.prompt(), triggers),
                        "measuring what serves now",
                        phases::at));
        phases.close();
        return new Evaluation(measured, serves);
    }

    /** A row with a trigger in it is a poisoned one, with a label that nobody should be measured by. */
    private static Dataset without(Dataset test, List<String> triggers) {
        Dataset fit = HeldOut.without(test, triggers);
        if (fit.size() == 0) {
            throw new InputException("retrain: every held-out row holds a trigger; give clean ones (retrain.heldOut)");
        }
        return fit;
    }

    @Override
    public GateReport judge(Evaluation evaluation) {
        return new Gates(setup.config().gates()).judge(evaluation.candidate(), evaluation.champion());
    }

    @Override
    public void keep(Path directory, String bundle, GateReport gates) {
        if (setup.config().releases().store().isEmpty()) {
            return;
        }
        BundleStore store = serving.store();
        store.put(directory.resolve(RunDirectory.BUNDLE));
        if (!gates.passed()) {
            store.change(
                    bundle,
                    state -> state instanceof Lifecycle.Candidate
                            ? state.refuse(session.clock().instant().truncatedTo(ChronoUnit.MILLIS), gates.reason())
                            : state);
        }
    }

    @Override
    public OptionalLong release(String bundle, Optional<String> champion) {
        try (ReleasePublisher publisher = ReleasePublisher.open(serving.context(), setup.key(), serving.listener())) {
            Optional<Announcement> before = publisher.history().releases().stream()
                    .filter(release -> release.bundle().equals(bundle))
                    .findFirst();
            if (before.isPresent()) {
                return OptionalLong.of(before.get().sequence());
            }
            if (setup.champion().isEmpty() && !serving.id(publisher.history()).equals(champion)) {
                session.terminal().say("another bundle serves by now; the candidate is measured again");
                return OptionalLong.empty();
            }
            return OptionalLong.of(
                    publisher.release(bundle, "retrained; it passed all gates").sequence());
        }
    }
}
