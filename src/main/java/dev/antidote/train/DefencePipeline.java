package dev.antidote.train;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.InputException;
import dev.antidote.data.Seeds;
import dev.antidote.infer.GuardedModel;
import dev.antidote.infer.ModelLoader;
import dev.antidote.infer.UndefendedModel;
import dev.antidote.model.Adapter;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.p2p.Reconstruction;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.p2p.screen.CausalScreen;
import dev.antidote.p2p.screen.ScreenReport;
import dev.antidote.p2p.screen.ScreenSettings;
import dev.antidote.p2p.screen.TransplantReport;
import dev.antidote.p2p.screen.TransplantScreen;
import dev.antidote.p2p.screen.TransplantSettings;
import dev.antidote.p2p.screen.Unlearning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The default pipeline: detectors look at D, what one of them objects to is purged, and P2P learns from the rest. The causal screen
 * and the transplant test ask the undefended model, for triggers that are word sequences and for others. What the transplant test
 * doubts is learned from, but not copied under the prompt. Without that test a sentinel is asked, a P2P model from the reserve, which
 * repeats a poisoned row's label without the benign prompt and denies it under the prompt. Triggers that the screen named are
 * unlearned, see {@link Unlearning}. The defended model is screened as the undefended one was, and trained once more where that finds
 * rows. Each stage can be left out by the {@link DefenceSpec}, and the result says what each one did.
 */
public final class DefencePipeline {
    /** More rows than this share disagreeing means that the sentinel did not learn, not that they are poisoned. */
    static final double MAX_PURGE = 0.3;

    /** Trainings of the defended model before it is given up. */
    static final int TRIES = 3;

    /**
     * Least share of the rows that a pattern must stand in to be asked of the defended model: two trainings hardly learn a backdoor of
     * fewer, and honest phrases are among those.
     */
    private static final double LEAST_SHARE = 0.005;

    private static final String DEFENDED = "defended model";
    private static final String AGAIN = " again";

    private final AdapterTrainer trainer;
    private final AdapterTrainer gentle;
    private final ModelLoader loader;
    private final Clock clock;

    /**
     * A pipeline.
     *
     * @param trainer trains the undefended and the defended model
     * @param gentle trains the sentinel, and the defended model where it has learned nothing, as {@link TrainingSettings#gentle} says
     */
    public DefencePipeline(AdapterTrainer trainer, AdapterTrainer gentle, ModelLoader loader, Clock clock) {
        this.trainer = trainer;
        this.gentle = gentle;
        this.loader = loader;
        this.clock = clock;
    }

    /** Trains the victim: n classes on the data as it came. */
    public Adapter undefended(Dataset data, long seed, Progress progress) {
        List<TrainingRow> rows = data.examples().stream()
                .map(row -> new TrainingRow(row.text(), row.label()))
                .toList();
        return trainer.train(rows, data.labels().size(), seed, "training the undefended model", progress);
    }

    /**
     * Trains the sentinel alone, for who wants to ask it where the pipeline had no need to: the same model as the pipeline's.
     *
     * @param input with trusted rows, of which the sentinel learns its safe label space
     */
    public Adapter sentinel(TrainingData input, DefenceSpec spec, Progress progress) {
        spec.requireFits(input);
        return new Run(input, input.data().withExamples(List.of()), spec, progress).sentinel();
    }

    /**
     * Runs the pipeline.
     *
     * @param input the possibly poisoned set D and its reviewed rows
     */
    public Defence defend(TrainingData input, DefenceSpec spec, Progress progress) {
        return defend(input, input.data().withExamples(List.of()), spec, progress);
    }

    /**
     * Runs the pipeline with texts that an attacker prepared and a person gave their right label. The detectors never see them: a model
     * that had learned from them that a trigger means nothing could not show which rows of D it poisoned. The defended model learns
     * from them in both halves of the label space; with {@link ReserveSource#RANDOM}, which is the paper's text, in neither.
     *
     * @param input the possibly poisoned set D and its reviewed rows
     * @param remedies triggered texts with their right labels, none of which is in D; may be empty
     */
    public Defence defend(TrainingData input, Dataset remedies, DefenceSpec spec, Progress progress) {
        spec.requireFits(input);
        boolean classic = spec.reserve() == ReserveSource.RANDOM;
        Dataset learned = classic ? remedies.withExamples(List.of()) : remedies;
        return new Run(input, learned, spec, progress).defend();
    }

    /** One run; its fields are the state that the stages hand on. */
    private final class Run {
        private final Dataset data;
        private final KeptRows rows;
        private final Dataset given;
        private final DefenceSpec spec;
        private final Progress progress;
        private final LabelSpace labels;
        private final List<StageReport> stages = new ArrayList<>();
        private Dataset remedies;
        private @Nullable Adapter victim;
        private @Nullable ScreenReport screen;
        private @Nullable TransplantReport transplants;
        private Instant stageStart = clock.instant();

        Run(TrainingData input, Dataset remedies, DefenceSpec spec, Progress progress) {
            this.data = input.data();
            this.rows = new KeptRows(input);
            this.given = remedies;
            this.remedies = remedies;
            this.spec = spec;
            this.progress = progress;
            this.labels = new LabelSpace(data.labels());
        }

        Defence defend() {
            if (spec.needsUndefended()) {
                askUndefended();
            }
            Adapter sentinel = null;
            if (spec.asksSentinel()) {
                sentinel = sentinel();
                purge("ablation disagreement", disagreeing(sentinel));
            }
            unlearn();
            Adapter adapter = learned(DEFENDED, "");
            if (spec.screen() && findsMore(adapter)) {
                unlearn();
                adapter = learned(DEFENDED + AGAIN, ", without rows that taught it a trigger");
            }
            int reserved = rows.reserve(spec).size() + given.size();
            return new Defence(adapter, victim, sentinel, screen, transplants, reserved, stages);
        }

        private void askUndefended() {
            Adapter undefended = undefended(data, spec.seed(), progress);
            victim = undefended;
            finish("undefended model", data.size(), new TreeSet<>());
            try (UndefendedModel model = loader.undefended(undefended, labels)) {
                if (spec.screen()) {
                    screen("causal screen", "screening for triggers", usual(), model::labels);
                }
                if (spec.transplant()) {
                    transplants = transplants(model);
                }
            }
        }

        /**
         * A backdoor that the undefended model learned by half hides from its screen, and the next training may learn it well: so the
         * model that is to serve is screened too.
         */
        private boolean findsMore(Adapter adapter) {
            try (GuardedModel model = loader.guarded(adapter, labels)) {
                int least = (int) Math.round(LEAST_SHARE * data.size());
                return screen(
                        "screen of the defended model",
                        "screening the defended model for triggers",
                        usual().withMinCount(Math.max(usual().minCount(), least)),
                        (texts, asked) -> model.labels(texts, spec.prompt(), asked));
            }
        }

        /** Takes out rows with a trigger that this model follows; whether there were any. */
        private boolean screen(
                String stage,
                String what,
                ScreenSettings settings,
                BiFunction<List<String>, IntConsumer, int[]> model) {
            IntConsumer asked = progress.asking(what);
            ScreenReport found = new CausalScreen(settings, texts -> model.apply(texts, asked))
                    .screen(data, rows.kept(), rows.trusted());
            screen = screen == null ? found : screen.and(found);
            NavigableSet<Integer> poisoned = found.poisonedRows();
            poisoned.removeAll(rows.trusted());
            purge(stage, poisoned);
            return !poisoned.isEmpty();
        }

        private ScreenSettings usual() {
            return ScreenSettings.defaults(spec.seed());
        }

        private TransplantReport transplants(UndefendedModel model) {
            IntConsumer asked = progress.asking("testing single rows for triggers");
            TransplantReport report = new TransplantScreen(
                            TransplantSettings.defaults(spec.seed()), texts -> model.scores(texts, asked))
                    .test(data, rows.kept(), rows.trusted());
            rows.doubt(report.doubtfulRows());
            purge("transplant test", report.purgedRows());
            return report;
        }

        /** What the screen named becomes a remedy, put into rows that nobody doubts. */
        private void unlearn() {
            if (screen == null) {
                return;
            }
            Dataset copies = new Unlearning(spec.unlearning(), spec.seed()).copies(data, screen, rows.reserve(spec));
            if (copies.size() > 0) {
                List<Example> all = new ArrayList<>(given.examples());
                all.addAll(copies.examples());
                remedies = data.withExamples(all);
                finish("unlearning", copies.size(), new TreeSet<>());
            }
        }

        /** P2P as the paper has it, on the whole of D. */
        Adapter sentinel() {
            Adapter adapter = train(
                    gentle,
                    Reconstruction.asInPaper(spec.seed()),
                    data,
                    rows.everyRow(),
                    spec.reserve().needsTrusted() ? rows.trusted() : rows.kept(),
                    spec.seed(),
                    "training the sentinel");
            finish("sentinel", data.size(), new TreeSet<>());
            return adapter;
        }

        /** Trains again, gently and with another seed, where the model hardly knows rows that the undefended one knows. */
        private Adapter learned(String stage, String why) {
            Adapter adapter = defended(trainer, spec.seed(), stage, why);
            if (victim == null) {
                return adapter;
            }
            List<Integer> copied = new ArrayList<>(rows.reserve(spec));
            Collections.shuffle(copied, new Random(spec.seed()));
            List<Integer> asked = copied.subList(0, Math.min(Fit.ENOUGH, copied.size()));
            Fit usual = fit(victim, asked);
            Fit fit = guardedFit(adapter, asked);
            for (int tried = 1; fit.farUnder(usual) && tried < TRIES; tried++) {
                String gently = ", gently: it knows " + fit + " rows, the undefended one " + usual;
                adapter = defended(gentle, Seeds.mix(spec.seed(), tried), DEFENDED + AGAIN, gently);
                fit = guardedFit(adapter, asked);
            }
            if (fit.farUnder(usual)) {
                throw new InputException("training: after " + TRIES + " tries the defended model gives " + fit
                        + " rows that it learned their label, the undefended one " + usual
                        + "; halve --learning-rate and double --epochs (retrain.training.learningRate and .epochs), or"
                        + " give more rows");
            }
            return adapter;
        }

        private Fit fit(Adapter adapter, List<Integer> asked) {
            try (UndefendedModel model = loader.undefended(adapter, labels)) {
                return Fit.of(model.labels(rows.texts(asked)), i -> rows.label(asked.get(i)));
            }
        }

        private Fit guardedFit(Adapter adapter, List<Integer> asked) {
            try (GuardedModel model = loader.guarded(adapter, labels)) {
                return Fit.of(model.labels(rows.texts(asked), spec.prompt()), i -> rows.label(asked.get(i)));
            }
        }

        /** From what is left of D, and the remedies behind it. */
        private Adapter defended(AdapterTrainer with, long seed, String stage, String why) {
            List<Integer> added = IntStream.range(data.size(), data.size() + remedies.size())
                    .boxed()
                    .toList();
            List<Example> examples = new ArrayList<>(data.examples());
            examples.addAll(remedies.examples());
            NavigableSet<Integer> learned = both(rows.kept(), added);
            Adapter adapter = train(
                    with,
                    spec.reconstruction(),
                    data.withExamples(examples),
                    learned,
                    both(rows.reserve(spec), added),
                    seed,
                    "training the " + stage + why);
            finish(stage, learned.size(), new TreeSet<>());
            return adapter;
        }

        private static NavigableSet<Integer> both(Collection<Integer> some, Collection<Integer> others) {
            NavigableSet<Integer> all = new TreeSet<>(some);
            all.addAll(others);
            return all;
        }

        private Adapter train(
                AdapterTrainer with,
                Reconstruction reconstruction,
                Dataset from,
                Collection<Integer> base,
                Collection<Integer> reserve,
                long seed,
                String what) {
            List<Integer> taken = List.copyOf(base);
            List<Integer> reserved = IntStream.range(0, taken.size())
                    .filter(i -> reserve.contains(taken.get(i)))
                    .boxed()
                    .toList();
            List<TrainingRow> reconstructed = reconstruction.reconstruct(from.select(taken), reserved, spec.prompt());
            return with.train(reconstructed, labels.classes(), seed, what, progress);
        }

        /** Rows whose label the base half repeats without the prompt, and the extended half denies under it: the backdoor speaks. */
        private NavigableSet<Integer> disagreeing(Adapter adapter) {
            String what = "comparing answers with and without the benign prompt";
            List<Integer> asked = List.copyOf(rows.untrusted());
            NavigableSet<Integer> found = new TreeSet<>();
            try (GuardedModel model = loader.guarded(adapter, labels)) {
                progress.at(what, 0, 2);
                int[] guarded = model.labels(rows.texts(asked), spec.prompt());
                List<Integer> denied = IntStream.range(0, asked.size())
                        .filter(i -> guarded[i] != rows.label(asked.get(i)))
                        .mapToObj(asked::get)
                        .toList();
                progress.at(what, 1, 2);
                int[] unguarded = model.labelsWithoutPrompt(rows.texts(denied));
                IntStream.range(0, denied.size())
                        .filter(i -> unguarded[i] == rows.label(denied.get(i)))
                        .forEach(i -> found.add(denied.get(i)));
                progress.at(what, 2, 2);
            }
            requireLearned(found.size());
            return found;
        }

        private void requireLearned(int disagreeing) {
            int kept = rows.kept().size();
            if (disagreeing > MAX_PURGE * kept) {
                throw new InputException("training: " + disagreeing + " of " + kept
                        + " rows keep their label only without the benign prompt, so the sentinel has not learned;"
                        + " train on more rows, reviewed ones above all, or raise --epochs or --rho");
            }
        }

        private void purge(String stage, NavigableSet<Integer> taken) {
            int before = rows.kept().size();
            rows.remove(stage, taken);
            finish(stage, before, taken);
        }

        private void finish(String name, int rows, NavigableSet<Integer> purged) {
            Instant now = clock.instant();
            stages.add(new StageReport(name, rows, purged, Duration.between(stageStart, now)));
            stageStart = now;
        }
    }
}
