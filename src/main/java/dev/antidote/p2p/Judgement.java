package dev.antidote.p2p;

/**
 * What one forward pass says of a text.
 *
 * @param label the label, 0..n-1, decided within one half of the label space only
 * @param confidence softmax mass of that label within its half, 0..1
 * @param margin confidence minus that of the runner-up, 0..1; small means unsure
 * @param leakage softmax mass on the base half over all 2n classes, 0..1; under the benign prompt it should be near 0
 * @param disagreement whether the two halves name different labels
 */
public record Judgement(int label, double confidence, double margin, double leakage, boolean disagreement) {
    private static final double LEAST = Math.ulp(1.0);

    /**
     * The ablation signal: how much surer of its label the answer without the benign prompt is than this one is of the same label, in
     * log odds x, as {@code (1 + x / (1 + |x|)) / 2}: 0.5 where both are as sure, 0.9 where the odds are e^4 times as high. A backdoor
     * is surer than meaning makes any text, which also shows where both give the same label.
     *
     * <p>Of three labels and more, x is a lower bound where the labels differ: the other counts as the runner-up here.
     *
     * @param unguarded what is said of the same text without the prompt, in the base space
     */
    public double ablatedBy(Judgement unguarded) {
        double own = unguarded.label == label ? confidence : confidence - margin;
        double surer = logOdds(unguarded.confidence) - logOdds(own);
        return (1 + surer / (1 + Math.abs(surer))) / 2;
    }

    /** ln p/(1-p), finite also where one of the two has vanished. */
    private static double logOdds(double share) {
        return Math.log(Math.max(share, LEAST) / Math.max(1 - share, LEAST));
    }
}
