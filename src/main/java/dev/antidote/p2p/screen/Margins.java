package dev.antidote.p2p.screen;

import java.util.List;

/** Asks the model for margins, and counts the texts. For one thread. */
final class Margins {
    private final LogitScorer model;
    private int scored;

    Margins(LogitScorer model) {
        this.model = model;
    }

    /** For each text the log-odds of the label against the strongest other one: above 0 where the model gives it the label. */
    double[] of(List<String> texts, int label) {
        scored += texts.size();
        return model.scores(texts).stream()
                .mapToDouble(logits -> margin(logits, label))
                .toArray();
    }

    /** Texts asked so far. */
    int scored() {
        return scored;
    }

    private static double margin(float[] logits, int label) {
        float other = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < logits.length; i++) {
            other = i == label ? other : Math.max(other, logits[i]);
        }
        return logits[label] - other;
    }
}
