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
    /**
     * The ablation signal: how surely the same text without the benign prompt is given another label, 0..1; 0 where it is given
     * the same. A backdoor that the prompt keeps quiet speaks up there.
     *
     * @param unguarded what the base half says of the text without the prompt
     */
    public double ablatedBy(Judgement unguarded) {
        return unguarded.label == label ? 0 : unguarded.confidence;
    }
}
