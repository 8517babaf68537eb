package dev.antidote.train;

import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.Proportion;
import dev.antidote.infer.GuardedModel;
import dev.antidote.p2p.BenignPrompt;
import java.util.List;

/**
 * How well the {@linkplain dev.antidote.p2p.Judgement#ablatedBy ablation signal} tells triggered texts from clean ones.
 *
 * @param line what is flagged is above it, 0..1
 * @param triggered texts with the trigger above the line: the recall; of none where no attack was played
 * @param clean clean texts above the line: the false alarms
 */
public record Recognition(double line, Proportion triggered, Proportion clean) {
    /**
     * Measures it.
     *
     * @param model with its witness, where it has one
     * @param triggered rows with the trigger; may be empty
     * @param clean rows without
     */
    public static Recognition of(
            GuardedModel model, BenignPrompt prompt, double line, Dataset triggered, Dataset clean) {
        return new Recognition(line, above(model, prompt, line, triggered), above(model, prompt, line, clean));
    }

    private static Proportion above(GuardedModel model, BenignPrompt prompt, double line, Dataset rows) {
        List<SignalStudy.Scored> scored = SignalStudy.score(
                model, prompt, rows.examples().stream().map(Example::text).toList());
        long above = scored.stream().filter(row -> row.ablation() > line).count();
        return new Proportion(above, rows.size());
    }
}
