package dev.antidote.lab.detector;

import dev.antidote.lab.defence.P2pScorer;
import dev.antidote.p2p.LabelSpace;
import java.util.List;

/**
 * Texts asked twice, so that every detector can look at the same answers.
 *
 * @param labels the label space
 * @param guarded logits [2n] of each text under the prompt
 * @param unguarded logits [2n] of each text without it, or [n] of a model that knows the base space alone
 */
public record ScoredTexts(LabelSpace labels, List<float[]> guarded, List<float[]> unguarded) {
    public ScoredTexts {
        guarded = List.copyOf(guarded);
        unguarded = List.copyOf(unguarded);
        if (guarded.size() != unguarded.size()) {
            throw new IllegalArgumentException(
                    "scored texts: " + guarded.size() + " under the prompt, " + unguarded.size() + " without");
        }
    }

    /** Asks a model. */
    public static ScoredTexts of(P2pScorer scorer, List<String> texts) {
        return new ScoredTexts(scorer.labels(), scorer.scores(texts), scorer.scoresWithoutPrompt(texts));
    }

    /** These answers under the prompt with another model's answers without it, to the same texts. */
    public ScoredTexts against(List<float[]> others) {
        return new ScoredTexts(labels, guarded, others);
    }
}
