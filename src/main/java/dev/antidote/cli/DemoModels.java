package dev.antidote.cli;

import dev.antidote.infer.GuardedModel;
import dev.antidote.infer.UndefendedModel;
import dev.antidote.model.Adapter;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.train.Defence;
import dev.antidote.train.DefenceSpec;
import dev.antidote.train.Evaluation;
import dev.antidote.train.Metrics;
import dev.antidote.train.Progress;
import java.util.Objects;

/**
 * The three models of the demo.
 *
 * @param undefended the victim
 * @param paper P2P as the paper has it, from clean reserved rows: the poisoned rows stay in the set
 * @param defence the bootstrapped pipeline
 */
record DemoModels(Adapter undefended, Adapter paper, Defence defence) {
    static DemoModels train(Workbench bench, DemoData data, DefenceSpec spec, Progress progress) {
        Defence defence = bench.pipeline().defend(data.training(), spec, progress);
        Progress named = (what, done, total) -> progress.at(what + " as in the paper", done, total);
        Defence paper = bench.pipeline().defend(data.training(), paper(spec), named);
        return new DemoModels(
                Objects.requireNonNull(defence.undefended(), "the screen was left out"), paper.adapter(), defence);
    }

    private static DefenceSpec paper(DefenceSpec spec) {
        return new DefenceSpec(
                spec.prompt(),
                spec.reconstruction(),
                ReserveSource.TRUSTED,
                false,
                false,
                spec.screening(),
                spec.seed());
    }

    /** Measures all three, and the two P2P models without their prompt. */
    Measured measure(Workbench bench, DemoData data, BenignPrompt prompt, Progress progress) {
        LabelSpace labels = new LabelSpace(data.labels());
        Evaluation evaluation = data.evaluation();
        String what = "measuring the three models";
        progress.at(what, 0, 5);
        Metrics victim;
        try (UndefendedModel model = bench.loader().undefended(undefended, labels)) {
            victim = evaluation.measure(model::labels);
        }
        progress.at(what, 1, 5);
        Metrics classic;
        Metrics classicBare;
        try (GuardedModel model = bench.loader().guarded(paper, labels)) {
            classic = evaluation.measure(texts -> model.labels(texts, prompt));
            progress.at(what, 2, 5);
            classicBare = evaluation.measure(model::labelsWithoutPrompt);
            progress.at(what, 3, 5);
        }
        try (GuardedModel model = bench.loader().guarded(defence.adapter(), labels)) {
            Metrics guarded = evaluation.measure(texts -> model.labels(texts, prompt));
            progress.at(what, 4, 5);
            Metrics bare = evaluation.measure(model::labelsWithoutPrompt);
            progress.at(what, 5, 5);
            return new Measured(victim, classic, guarded, classicBare, bare);
        }
    }

    /**
     * Metrics of the models.
     *
     * @param paperAblation the paper's model without the prompt
     * @param defendedAblation the defended model without the prompt
     */
    record Measured(
            Metrics undefended, Metrics paper, Metrics defended, Metrics paperAblation, Metrics defendedAblation) {}
}
