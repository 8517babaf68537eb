package dev.antidote.lab.defence;

import dev.antidote.infer.GuardedModel;
import dev.antidote.infer.ModelLoader;
import dev.antidote.infer.UndefendedModel;
import dev.antidote.model.Adapter;
import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.p2p.TrainingRow;
import dev.antidote.p2p.UnguardedText;
import dev.antidote.train.AdapterTrainer;
import dev.antidote.train.Defence;
import dev.antidote.train.DefencePipeline;
import dev.antidote.train.DefenceSpec;
import dev.antidote.train.Progress;
import dev.antidote.train.TrainingData;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** Trains adapters and loads them on the base model. A model is loaded when it is first asked, and only then costs memory. */
public final class AdapterLab implements LabTrainer {
    private final AdapterTrainer trainer;
    private final AdapterTrainer gentle;
    private final ModelLoader loader;
    private final Clock clock;

    /**
     * A lab.
     *
     * @param trainer trains under the usual settings, for instance a {@link dev.antidote.train.CachedTrainer}
     * @param gentle trains as {@link dev.antidote.train.TrainingSettings#gentle} says
     */
    public AdapterLab(AdapterTrainer trainer, AdapterTrainer gentle, ModelLoader loader, Clock clock) {
        this.trainer = trainer;
        this.gentle = gentle;
        this.loader = loader;
        this.clock = clock;
    }

    @Override
    public TextModel train(
            List<TrainingRow> rows, LabelSpace labels, long seed, boolean gently, String what, Progress progress) {
        Adapter adapter = (gently ? gentle : trainer).train(rows, labels.size(), seed, what, progress);
        return plain(adapter, labels);
    }

    @Override
    public P2pModels p2p(TrainingData input, DefenceSpec spec, boolean gently, Progress progress) {
        LabelSpace labels = new LabelSpace(input.data().labels());
        DefencePipeline pipeline = new DefencePipeline(gently ? gentle : trainer, gentle, loader, clock);
        Defence outcome = pipeline.defend(input, spec, progress);
        Adapter trained = outcome.sentinel();
        Supplier<Adapter> sentinel = () -> trained == null ? pipeline.sentinel(input, spec, progress) : trained;
        Adapter victim = outcome.undefended();
        return new P2pModels(
                paired(outcome::adapter, labels),
                victim == null ? null : plain(victim, labels),
                spec.purge() ? paired(sentinel, labels) : null,
                outcome);
    }

    private TextModel plain(Adapter adapter, LabelSpace labels) {
        return new LoadedText(new OnDemand<>(() -> loader.undefended(adapter, labels), UndefendedModel::close));
    }

    private PairedModel paired(Supplier<Adapter> adapter, LabelSpace labels) {
        return new LoadedPair(new OnDemand<>(() -> loader.guarded(adapter.get(), labels), GuardedModel::close));
    }

    private record LoadedText(OnDemand<UndefendedModel> model) implements TextModel {
        @Override
        public List<float[]> scores(List<String> texts) {
            return model.get().scores(texts);
        }

        @Override
        public void close() {
            model.close();
        }
    }

    private record LoadedPair(OnDemand<GuardedModel> model) implements PairedModel {
        @Override
        public List<float[]> guarded(List<GuardedText> texts) {
            return model.get().scores(texts);
        }

        @Override
        public List<float[]> unguarded(List<UnguardedText> texts) {
            return model.get().scoresWithoutPrompt(texts);
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
