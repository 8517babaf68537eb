package dev.antidote.cli;

import dev.antidote.data.Proportion;
import dev.antidote.infer.GuardedModel;
import dev.antidote.infer.UndefendedModel;
import dev.antidote.model.Adapter;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.LabelSpace;
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
 * @param paper P2P as the paper has it, from clean reserved rows: the poisoned rows stay in the set; the pipeline's sentinel
 * @param defence the bootstrapped pipeline
 */
record DemoModels(Adapter undefended, Adapter paper, Defence defence) {
    static DemoModels train(Workbench bench, DemoData data, DefenceSpec spec, Progress progress) {
        Defence defence = bench.pipeline().defend(data.training(), spec, progress);
        return new DemoModels(
                Objects.requireNonNull(defence.undefended(), "the screen was left out"),
                Objects.requireNonNull(defence.sentinel(), "the purge was left out"),
                defence);
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
        Proportion classicBare;
        try (GuardedModel model = bench.loader().guarded(paper, labels)) {
            classic = evaluation.measure(texts -> model.labels(texts, prompt));
            progress.at(what, 2, 5);
            classicBare = evaluation.attackSuccess(model::labelsWithoutPrompt);
            progress.at(what, 3, 5);
        }
        try (GuardedModel model = bench.loader().guarded(defence.adapter(), labels)) {
            Metrics guarded = evaluation.measure(texts -> model.labels(texts, prompt));
            progress.at(what, 4, 5);
            Proportion bare = evaluation.attackSuccess(model::labelsWithoutPrompt);
            progress.at(what, 5, 5);
            return new Measured(victim, classic, guarded, classicBare, bare);
        }
    }

    /**
     * Metrics of the models.
     *
     * @param paperAblation ASR of the paper's model without the prompt
     * @param defendedAblation ASR of the defended model without the prompt
     */
    record Measured(
            Metrics undefended,
            Metrics paper,
            Metrics defended,
            Proportion paperAblation,
            Proportion defendedAblation) {}
}
