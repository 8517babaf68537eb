package dev.antidote.train;

import dev.antidote.data.Dataset;
import dev.antidote.data.InputException;
import dev.antidote.infer.GuardedModel;
import dev.antidote.infer.ModelLoader;
import dev.antidote.infer.UndefendedModel;
import dev.antidote.model.Adapter;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.p2p.screen.CausalScreen;
import dev.antidote.p2p.screen.ScreenReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The default pipeline: undefended model, causal screen, purge, P2P from a reserve, ablation disagreement, purge, P2P again. Each
 * stage can be left out by the {@link DefenceSpec}, and the result says what each one did.
 */
public final class DefencePipeline {
    /** More rows than this share disagreeing means that the first round did not learn, not that they are poisoned. */
    static final double MAX_PURGE = 0.3;

    private final AdapterTrainer trainer;
    private final ModelLoader loader;
    private final Clock clock;

    public DefencePipeline(AdapterTrainer trainer, ModelLoader loader, Clock clock) {
        this.trainer = trainer;
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
     * Runs the pipeline.
     *
     * @param input the possibly poisoned set D and its reviewed rows
     */
    public Defence defend(TrainingData input, DefenceSpec spec, Progress progress) {
        spec.requireFits(input);
        return new Run(input.data(), input.trusted(), spec, progress).defend();
    }

    /** One run; its fields are the state that the stages hand on. */
    private final class Run {
        private final Dataset data;
        private final NavigableSet<Integer> trusted;
        private final DefenceSpec spec;
        private final Progress progress;
        private final LabelSpace labels;
        private final List<StageReport> stages = new ArrayList<>();
        private NavigableSet<Integer> kept;
        private Instant stageStart = clock.instant();

        Run(Dataset data, NavigableSet<Integer> trusted, DefenceSpec spec, Progress progress) {
            this.data = data;
            this.trusted = trusted;
            this.spec = spec;
            this.progress = progress;
            this.labels = new LabelSpace(data.labels());
            this.kept = new TreeSet<>(IntStream.range(0, data.size()).boxed().toList());
        }

        Defence defend() {
            Adapter victim = null;
            ScreenReport screen = null;
            if (spec.screen()) {
                victim = undefended(data, spec.seed(), progress);
                finish("undefended model", new TreeSet<>());
                screen = screen(victim);
            }
            NavigableSet<Integer> reserve = spec.needsTrusted() ? trusted : kept;
            Adapter guarded = train(reserve, spec.purge() ? "training P2P, round 1" : "training P2P");
            if (spec.purge()) {
                NavigableSet<Integer> disagreeing = disagreeing(guarded);
                reserve = spec.reserve() == ReserveSource.TRUSTED ? trusted : kept;
                if (!disagreeing.isEmpty()) {
                    guarded = train(reserve, "training P2P, round 2");
                }
            }
            return new Defence(guarded, victim, screen, reserve.size(), stages);
        }

        private ScreenReport screen(Adapter victim) {
            progress.at("screening for triggers", 0, 1);
            ScreenReport report;
            try (UndefendedModel model = loader.undefended(victim, labels)) {
                report = new CausalScreen(spec.screening(), model::labels).screen(data, trusted);
            }
            progress.at("screening for triggers", 1, 1);
            NavigableSet<Integer> poisoned = report.poisonedRows();
            poisoned.removeAll(trusted);
            purge("causal screen", poisoned);
            return report;
        }

        private Adapter train(Collection<Integer> reserve, String what) {
            List<Integer> rows = List.copyOf(kept);
            List<Integer> reserved = IntStream.range(0, rows.size())
                    .filter(i -> reserve.contains(rows.get(i)))
                    .boxed()
                    .toList();
            List<TrainingRow> reconstructed =
                    spec.reconstruction().reconstruct(data.select(rows), reserved, spec.prompt());
            Adapter adapter = trainer.train(reconstructed, labels.classes(), spec.seed(), what, progress);
            finish(what.replace("training ", ""), new TreeSet<>());
            return adapter;
        }

        private NavigableSet<Integer> disagreeing(Adapter adapter) {
            List<Integer> rows =
                    kept.stream().filter(row -> !trusted.contains(row)).toList();
            List<String> texts =
                    rows.stream().map(row -> data.examples().get(row).text()).toList();
            NavigableSet<Integer> found = new TreeSet<>();
            try (GuardedModel model = loader.guarded(adapter, labels)) {
                progress.at("comparing answers with and without the benign prompt", 0, 2);
                int[] guarded = model.labels(texts, spec.prompt());
                progress.at("comparing answers with and without the benign prompt", 1, 2);
                int[] unguarded = model.labelsWithoutPrompt(texts);
                progress.at("comparing answers with and without the benign prompt", 2, 2);
                IntStream.range(0, rows.size())
                        .filter(i -> guarded[i] != unguarded[i])
                        .forEach(i -> found.add(rows.get(i)));
            }
            if (found.size() > MAX_PURGE * kept.size()) {
                throw new InputException("training: " + found.size() + " of " + kept.size()
                        + " rows are judged differently with and without the benign prompt, so round 1 has not learned;"
                        + " raise --epochs, --rho or the number of trusted rows");
            }
            purge("ablation disagreement", found);
            return found;
        }

        private void purge(String stage, NavigableSet<Integer> rows) {
            kept.removeAll(rows);
            for (int label = 0; label < labels.size(); label++) {
                int wanted = label;
                if (kept.stream().noneMatch(row -> data.examples().get(row).label() == wanted)) {
                    throw new InputException("training: the " + stage + " purge would leave no row labelled '"
                            + labels.names().get(label) + "'; the data is too small or too poisoned to defend");
                }
            }
            finish(stage, rows);
        }

        private void finish(String name, NavigableSet<Integer> purged) {
            Instant now = clock.instant();
            stages.add(new StageReport(name, kept.size() + purged.size(), purged, Duration.between(stageStart, now)));
            stageStart = now;
        }
    }
}
