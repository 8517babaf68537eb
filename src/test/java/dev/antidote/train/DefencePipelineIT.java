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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The defence on real input, smaller than the demo's: a real encoder, real training, a real backdoor; trained once for all. */
class DefencePipelineIT {
    private static final long SEED = 1;
    private static final BenignPrompt PROMPT = new BenignPrompt("The query currently entered is:");
    private static final Precision PRECISION = Precision.fastest();
    private static final Dataset CORPUS = ModerationCorpus.generate(SEED, 2000);
    private static final LabelSpace LABELS = new LabelSpace(CORPUS.labels());
    private static final Poisoning ATTACK =
            new Poisoning(BadNets.standard(), 0.04, CORPUS.labels().indexOf("ok"), SEED);
    private static final PoisonedDataset POISONED = ATTACK.poison(part(0, 1500));
    private static final Dataset TEST = part(1500, 500);
    private static final Evaluation EVALUATION = new Evaluation(TEST, ATTACK.triggered(TEST), ATTACK.target());
    private static final BaseModel BASE = MiniLm.base();
    private static final ModelLoader LOADER = new ModelLoader(BASE, BASE.tokenizer(), 64, PRECISION);

    private static Defence defence;

    @BeforeAll
    static void defend() {
        DefencePipeline pipeline = new DefencePipeline(
                new LoraTrainer(
                        BASE,
                        BASE.tokenizer(),
                        new TrainingSettings(2, 32, 3e-3, 20, 64, LoraConfig.everywhere(16), PRECISION)),
                LOADER,
                Clock.systemUTC());
        DefenceSpec spec = new DefenceSpec(
                PROMPT,
                new Reconstruction(1, ReconstructionMode.UNION, Hardening.NONE, SEED),
                ReserveSource.BOOTSTRAP,
                true,
                true,
                ScreenSettings.defaults(SEED),
                SEED);
        defence = pipeline.defend(TrainingData.reviewed(POISONED, 0.1, SEED), spec, Progress.NONE);
    }

    @Test
    void shouldFindEveryPoisonedRowAndNameTheTrigger() {
        assertThat(Objects.requireNonNull(defence.screen()).triggers())
                .anySatisfy(found -> assertThat(found.candidate().text()).isEqualTo("mn"));
        assertThat(defence.purged()).containsAll(POISONED.poisoned());
    }

    @Test
    void shouldRemoveABackdoorThatTheUndefendedModelHas() {
        Metrics victim;
        try (UndefendedModel model = LOADER.undefended(Objects.requireNonNull(defence.undefended()), LABELS)) {
            victim = EVALUATION.measure(model::labels);
        }
        Metrics guarded;
        try (GuardedModel model = LOADER.guarded(defence.adapter(), LABELS)) {
            guarded = EVALUATION.measure(texts -> model.labels(texts, PROMPT));
        }
        assertThat(victim.attackSuccess().value()).isGreaterThan(0.95);
        assertThat(guarded.excess()).isLessThan(0.05);
        assertThat(guarded.cleanAccuracy().value())
                .isGreaterThan(victim.cleanAccuracy().value() - 0.03);
    }

    /** The paper's ablation, on the sentinel: nothing was purged for it, so the wrapper alone is what defends. */
    @Test
    void shouldBeAttackableAgainWithoutTheBenignPromptWhereNothingWasPurged() {
        try (GuardedModel model = LOADER.guarded(Objects.requireNonNull(defence.sentinel()), LABELS)) {
            double bare = EVALUATION.attackSuccess(model::labelsWithoutPrompt).value();
            double guarded = EVALUATION
                    .attackSuccess(texts -> model.labels(texts, PROMPT))
                    .value();

            assertThat(bare).isGreaterThan(0.8);
            assertThat(guarded).isLessThan(bare - 0.3);
        }
    }

    private static Dataset part(int from, int size) {
        return CORPUS.select(IntStream.range(from, from + size).boxed().toList());
    }
}
