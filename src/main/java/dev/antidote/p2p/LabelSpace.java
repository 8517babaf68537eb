package dev.antidote.p2p;

import java.util.List;

/**
 * The 2n classes of a P2P model: base labels 0..n-1, which an attacker may have poisoned, and extended labels n..2n-1, which only
 * rows under the benign prompt carry. This class alone turns scores into a label.
 *
 * @param names the n label names, n at least 2
 */
public record LabelSpace(List<String> names) {
    public LabelSpace {
        names = List.copyOf(names);
        if (names.size() < 2) {
            throw new IllegalArgumentException("labels: at least two are needed, got " + names);
        }
    }

    /** The number n of base labels. */
    public int size() {
        return names.size();
    }

    /** The number 2n of classes. */
    public int classes() {
        return 2 * names.size();
    }

    /** The label map h of the paper: y + n. */
    public int extend(int label) {
        if (label < 0 || label >= size()) {
            throw new IllegalArgumentException("label: " + label + " is outside 0.." + (size() - 1));
        }
        return label + size();
    }

    /** Judges guarded scores (logits [2n]) in the extended space. */
    public Judgement judge(float[] logits) {
        return judge(logits, size(), classes());
    }

    /**
     * Judges scores in the base space 0..n-1: what a model without the defence would say.
     *
     * @param logits [2n], or [n] of a model that knows the base space alone, whose leakage is 1
     */
    public Judgement judgeBase(float[] logits) {
        return judge(logits, 0, logits.length == size() ? size() : classes());
    }

    private Judgement judge(float[] logits, int from, int classes) {
        int n = size();
        if (logits.length != classes) {
            throw new IllegalArgumentException("logits: expected " + classes + ", got " + logits.length);
        }
        for (float logit : logits) {
            if (!Float.isFinite(logit)) {
                throw new IllegalArgumentException("logits: the model returned " + logit);
            }
        }
        double[] within = softmax(logits, from, from + n);
        int best = argmax(logits, from, from + n) - from;
        double second = 0;
        for (int i = 0; i < n; i++) {
            second = i == best ? second : Math.max(second, within[i]);
        }
        double[] all = softmax(logits, 0, classes);
        double leakage = 0;
        for (int i = 0; i < n; i++) {
            leakage += all[i];
        }
        int base = argmax(logits, 0, n);
        int extended = classes == n ? base : argmax(logits, n, classes) - n;
        return new Judgement(best, within[best], within[best] - second, Math.min(1, leakage), base != extended);
    }

    private static int argmax(float[] values, int from, int to) {
        int best = from;
        for (int i = from + 1; i < to; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private static double[] softmax(float[] logits, int from, int to) {
        double peak = logits[argmax(logits, from, to)];
        double[] out = new double[to - from];
        double sum = 0;
        for (int i = from; i < to; i++) {
            out[i - from] = Math.exp(logits[i] - peak);
            sum += out[i - from];
        }
        for (int i = 0; i < out.length; i++) {
            out[i] /= sum;
        }
        return out;
    }
}
