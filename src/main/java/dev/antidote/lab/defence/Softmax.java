package dev.antidote.lab.defence;

/** Probabilities from logits, which a text model's scores are. */
public final class Softmax {
    private Softmax() {}

    /**
     * Softmax over {@code from..to-1}.
     *
     * @return {@code to - from} probabilities
     */
    public static double[] of(float[] logits, int from, int to) {
        double peak = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            peak = Math.max(peak, logits[i]);
        }
        double[] out = new double[to - from];
        double sum = 0;
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.exp(logits[from + i] - peak);
            sum += out[i];
        }
        for (int i = 0; i < out.length; i++) {
            out[i] /= sum;
        }
        return out;
    }

    /** The index of the largest, the first of equals. */
    static int argmax(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }
}
