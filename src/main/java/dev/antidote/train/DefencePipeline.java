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
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The default pipeline: detectors look at D, what one of them objects to is purged, and P2P learns from the rest. The causal screen
 * and the transplant test ask the undefended model, for triggers that are word sequences and for others. What the transplant test
 * doubts is learned from, but not copied under the prompt. Without that test a sentinel is asked, a P2P model from the reserve, which
 * repeats a poisoned row's label without the benign prompt and denies it under the prompt. Triggers that the screen named are
 * unlearned, see {@link Unlearning}. Each stage can be left out by the {@link
 * DefenceSpec}, and the result says what each one did.
 */
public final class DefencePipeline {
    /** More rows than this share disagreeing means that the sentinel did not learn, not that they are poisoned. */
    static final double MAX_PURGE = 0.3;

    /** Trainings of the defended model before it is given up. */
    static final int TRIES = 3;

    private static final String DEFENDED = "defended model";

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
        private final NavigableSet<Integer> trusted;
        private Dataset remedies;
        private final DefenceSpec spec;
        private final Progress progress;
        private final LabelSpace labels;
        private final List<StageReport> stages = new ArrayList<>();
        private NavigableSet<Integer> kept;
        private NavigableSet<Integer> doubtful = new TreeSet<>();
        private Instant stageStart = clock.instant();

        Run(TrainingData input, Dataset remedies, DefenceSpec spec, Progress progress) {
            this.data = input.data();
            this.trusted = input.trusted();
            this.remedies = remedies;
            this.spec = spec;
            this.progress = progress;
            this.labels = new LabelSpace(data.labels());
            this.kept = everything();
        }

        private NavigableSet<Integer> everything() {
            return new TreeSet<>(IntStream.range(0, data.size()).boxed().toList());
        }

        Defence defend() {
            Adapter victim = null;
            ScreenReport screen = null;
            TransplantReport transplants = null;
            if (spec.needsUndefended()) {
                victim = undefended(data, spec.seed(), progress);
                finish("undefended model", data.size(), new TreeSet<>());
                try (UndefendedModel model = loader.undefended(victim, labels)) {
                    screen = spec.screen() ? screen(model) : null;
                    transplants = spec.transplant() ? transplants(model) : null;
                }
            }
            Adapter sentinel = null;
            if (spec.asksSentinel()) {
                sentinel = sentinel();
                purge("ablation disagreement", disagreeing(sentinel));
            }
            int reserved = reserve().size() + remedies.size();
            if (screen != null) {
                unlearn(screen);
            }
            return new Defence(defended(victim), victim, sentinel, screen, transplants, reserved, stages);
        }

        /** What the screen named becomes a remedy, put into rows that nobody doubts. */
        private void unlearn(ScreenReport screen) {
            Dataset copies = new Unlearning(spec.unlearning(), spec.seed()).copies(data, screen, reserve());
            if (copies.size() > 0) {
                List<Example> all = new ArrayList<>(remedies.examples());
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
                    everything(),
                    spec.reserve().needsTrusted() ? trusted : kept,
                    spec.seed(),
                    "training the sentinel");
            finish("sentinel", data.size(), new TreeSet<>());
            return adapter;
        }

        /** Trains again, gently and with another seed, where the model hardly knows rows that the undefended one knows. */
        private Adapter defended(@Nullable Adapter victim) {
            Adapter adapter = defended(trainer, spec.seed(), DEFENDED, "");
            if (victim == null) {
                return adapter;
            }
            List<Integer> copied = new ArrayList<>(reserve());
            Collections.shuffle(copied, new Random(spec.seed()));
            List<Integer> rows = copied.subList(0, Math.min(Fit.ENOUGH, copied.size()));
            Fit usual = fit(victim, rows);
            Fit fit = guardedFit(adapter, rows);
            for (int tried = 1; fit.farUnder(usual) && tried < TRIES; tried++) {
                String why = ", gently: it knows " + fit + " rows, the undefended one " + usual;
                adapter = defended(gentle, Seeds.mix(spec.seed(), tried), DEFENDED + " again", why);
                fit = guardedFit(adapter, rows);
            }
            if (fit.farUnder(usual)) {
                throw new InputException("training: after " + TRIES + " tries the defended model gives " + fit
                        + " rows that it learned their label, the undefended one " + usual
                        + "; halve --learning-rate and double --epochs (retrain.training.learningRate and .epochs), or"
                        + " give more rows");
            }
            return adapter;
        }

        private Fit fit(Adapter adapter, List<Integer> rows) {
            try (UndefendedModel model = loader.undefended(adapter, labels)) {
                return Fit.of(model.labels(texts(rows)), i -> label(rows.get(i)));
            }
        }

        private Fit guardedFit(Adapter adapter, List<Integer> rows) {
            try (GuardedModel model = loader.guarded(adapter, labels)) {
                return Fit.of(model.labels(texts(rows), spec.prompt()), i -> label(rows.get(i)));
            }
        }

        /** From what is left of D, and the remedies behind it. */
        private Adapter defended(AdapterTrainer with, long seed, String stage, String why) {
            List<Integer> added = IntStream.range(data.size(), data.size() + remedies.size())
                    .boxed()
                    .toList();
            List<Example> examples = new ArrayList<>(data.examples());
            examples.addAll(remedies.examples());
            NavigableSet<Integer> learned = both(kept, added);
            Adapter adapter = train(
                    with,
                    spec.reconstruction(),
                    data.withExamples(examples),
                    learned,
                    both(reserve(), added),
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

        /** Trusted rows alone, until a test of single rows has made the others fit to be copied; never a doubtful one. */
        private NavigableSet<Integer> reserve() {
            boolean onlyTrusted = spec.reserve() == ReserveSource.TRUSTED
                    || (spec.reserve() == ReserveSource.BOOTSTRAP && !spec.testsRows());
            NavigableSet<Integer> reserve = new TreeSet<>(onlyTrusted ? trusted : kept);
            reserve.removeAll(doubtful);
            return reserve;
        }

        private ScreenReport screen(UndefendedModel model) {
            IntConsumer asked = progress.asking("screening for triggers");
            ScreenReport report = new CausalScreen(
                            ScreenSettings.defaults(spec.seed()), texts -> model.labels(texts, asked))
                    .screen(data, trusted);
            NavigableSet<Integer> poisoned = report.poisonedRows();
            poisoned.removeAll(trusted);
            purge("causal screen", poisoned);
            return report;
        }

        private TransplantReport transplants(UndefendedModel model) {
            IntConsumer asked = progress.asking("testing single rows for triggers");
            TransplantReport report = new TransplantScreen(
                            TransplantSettings.defaults(spec.seed()), texts -> model.scores(texts, asked))
                    .test(data, kept, trusted);
            doubtful = report.doubtfulRows();
            purge("transplant test", report.purgedRows());
            return report;
        }

        private Adapter train(
                AdapterTrainer with,
                Reconstruction reconstruction,
                Dataset from,
                Collection<Integer> base,
                Collection<Integer> reserve,
                long seed,
                String what) {
            List<Integer> rows = List.copyOf(base);
            List<Integer> reserved = IntStream.range(0, rows.size())
                    .filter(i -> reserve.contains(rows.get(i)))
                    .boxed()
                    .toList();
            List<TrainingRow> reconstructed = reconstruction.reconstruct(from.select(rows), reserved, spec.prompt());
            return with.train(reconstructed, labels.classes(), seed, what, progress);
        }

        /** Rows whose label the base half repeats without the prompt, and the extended half denies under it: the backdoor speaks. */
        private NavigableSet<Integer> disagreeing(Adapter adapter) {
            String what = "comparing answers with and without the benign prompt";
            List<Integer> rows =
                    kept.stream().filter(row -> !trusted.contains(row)).toList();
            NavigableSet<Integer> found = new TreeSet<>();
            try (GuardedModel model = loader.guarded(adapter, labels)) {
                progress.at(what, 0, 2);
                int[] guarded = model.labels(texts(rows), spec.prompt());
                List<Integer> denied = IntStream.range(0, rows.size())
                        .filter(i -> guarded[i] != label(rows.get(i)))
                        .mapToObj(rows::get)
                        .toList();
                progress.at(what, 1, 2);
                int[] unguarded = model.labelsWithoutPrompt(texts(denied));
                IntStream.range(0, denied.size())
                        .filter(i -> unguarded[i] == label(denied.get(i)))
                        .forEach(i -> found.add(denied.get(i)));
                progress.at(what, 2, 2);
            }
            requireLearned(found.size());
            return found;
        }

        private void requireLearned(int disagreeing) {
            if (disagreeing > MAX_PURGE * kept.size()) {
                throw new InputException("training: " + disagreeing + " of " + kept.size()
                        + " rows keep their label only without the benign prompt, so the sentinel has not learned;"
                        + " raise --epochs, --rho or the number of trusted rows");
            }
        }

        private List<String> texts(List<Integer> rows) {
            return rows.stream().map(row -> data.examples().get(row).text()).toList();
        }

        private int label(int row) {
            return data.examples().get(row).label();
        }

        private void purge(String stage, NavigableSet<Integer> rows) {
            kept.removeAll(rows);
            for (int label = 0; label < labels.size(); label++) {
                int wanted = label;
                if (kept.stream().noneMatch(row -> label(row) == wanted)) {
                    throw new InputException("training: the " + stage + " purge would leave no row labelled '"
                            + labels.names().get(label) + "'; the data is too small or too poisoned to defend");
                }
            }
            finish(stage, kept.size() + rows.size(), rows);
        }

        private void finish(String name, int rows, NavigableSet<Integer> purged) {
            Instant now = clock.instant();
            stages.add(new StageReport(name, rows, purged, Duration.between(stageStart, now)));
            stageStart = now;
        }
    }
}
