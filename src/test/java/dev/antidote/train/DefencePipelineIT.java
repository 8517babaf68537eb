package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.attack.BadNets;
import dev.antidote.attack.PoisonedDataset;
import dev.antidote.attack.Poisoning;
import dev.antidote.data.Dataset;
import dev.antidote.data.ModerationCorpus;
import dev.antidote.infer.GuardedModel;
import dev.antidote.infer.ModelLoader;
import dev.antidote.infer.UndefendedModel;
import dev.antidote.model.BaseModel;
import dev.antidote.model.LoraConfig;
import dev.antidote.model.Precision;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.Hardening;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.p2p.Reconstruction;
import dev.antidote.p2p.ReconstructionMode;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.p2p.screen.ScreenSettings;
import dev.antidote.testing.MiniLm;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The defence on real input, smaller than the demo's: a real encoder, real training, a real backdoor. */
class DefencePipelineIT {
    private static final long SEED = 1;
    private static final BenignPrompt PROMPT = new BenignPrompt("The query currently entered is:");

    private final Precision precision = Precision.fastest();
    private final Dataset corpus = ModerationCorpus.generate(SEED, 2000);
    private final LabelSpace labels = new LabelSpace(corpus.labels());
    private final Poisoning attack =
            new Poisoning(BadNets.standard(), 0.04, corpus.labels().indexOf("ok"), SEED);
    private final PoisonedDataset poisoned = attack.poison(part(0, 1500));
    private final Dataset test = part(1500, 500);
    private final Evaluation evaluation = new Evaluation(test, attack.triggered(test), attack.target());
    private final BaseModel base = MiniLm.base();
    private final ModelLoader loader = new ModelLoader(base, base.tokenizer(), 64, precision);
    private final DefencePipeline pipeline = new DefencePipeline(
            new LoraTrainer(
                    base,
                    base.tokenizer(),
                    new TrainingSettings(3, 32, 1e-3, 20, 64, LoraConfig.everywhere(16), precision)),
            loader,
            Clock.systemUTC());

    @Test
    void shouldRemoveABackdoorThatTheUndefendedModelHas() {
        Defence defence = defend(ReserveSource.BOOTSTRAP, true, true);

        Metrics victim;
        try (UndefendedModel model = loader.undefended(Objects.requireNonNull(defence.undefended()), labels)) {
            victim = evaluation.measure(model::labels);
        }
        Metrics guarded;
        try (GuardedModel model = loader.guarded(defence.adapter(), labels)) {
            guarded = evaluation.measure(texts -> model.labels(texts, PROMPT));
        }
        assertThat(victim.attackSuccess().value()).isGreaterThan(0.95);
        assertThat(Objects.requireNonNull(defence.screen()).triggers())
                .anySatisfy(found -> assertThat(found.candidate().text()).isEqualTo("mn"));
        assertThat(defence.purged()).containsAll(poisoned.poisoned());
        assertThat(guarded.excess()).isLessThan(0.05);
        // With a set this small the extended space learns from a few hundred rows, which costs accuracy:
        // docs/results.md.
        assertThat(guarded.cleanAccuracy().value()).isGreaterThan(0.8);
    }

    /** The paper's ablation: nothing is purged there, so the wrapper alone is what defends. */
    @Test
    void shouldBeAttackableAgainWithoutTheBenignPromptWhereNothingWasPurged() {
        Defence paper = defend(ReserveSource.TRUSTED, false, false);

        try (GuardedModel model = loader.guarded(paper.adapter(), labels)) {
            Metrics bare = evaluation.measure(model::labelsWithoutPrompt);
            Metrics guarded = evaluation.measure(texts -> model.labels(texts, PROMPT));

            assertThat(bare.attackSuccess().value()).isGreaterThan(0.8);
            assertThat(guarded.attackSuccess().value())
                    .isLessThan(bare.attackSuccess().value() - 0.3);
        }
    }

    private Defence defend(ReserveSource reserve, boolean screen, boolean purge) {
        DefenceSpec spec = new DefenceSpec(
                PROMPT,
                new Reconstruction(0.3, ReconstructionMode.UNION, Hardening.NONE, SEED),
                reserve,
                screen,
                purge,
                ScreenSettings.defaults(SEED),
                SEED);
        return pipeline.defend(TrainingData.reviewed(poisoned, 0.1, SEED), spec, Progress.NONE);
    }

    private Dataset part(int from, int size) {
        return corpus.select(IntStream.range(from, from + size).boxed().toList());
    }
}
