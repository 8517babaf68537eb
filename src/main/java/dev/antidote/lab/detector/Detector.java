package dev.antidote.lab.detector;

import dev.antidote.lab.defence.Softmax;
import dev.antidote.p2p.LabelSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A signal of a P2P model as a suspicion, higher for texts that look more like an attack, 0..1. The two that answer yes or no have
 * graded sisters, which a bar can be moved on.
 */
public enum Detector {
    /** Softmax mass on the base half under the prompt. */
    LEAKAGE {
        @Override
        double suspicion(LabelSpace labels, float[] guarded, float[] unguarded) {
            return labels.judge(guarded).leakage();
        }
    },
    /** 1 where the two halves name different labels in the same guarded pass, else 0. */
    DISAGREEMENT {
        @Override
        double suspicion(LabelSpace labels, float[] guarded, float[] unguarded) {
            return labels.judge(guarded).disagreement() ? 1 : 0;
        }
    },
    /** How far apart the halves' distributions are in the same guarded pass. */
    DISAGREEMENT_GRADED {
        @Override
        double suspicion(LabelSpace labels, float[] guarded, float[] unguarded) {
            return distance(extended(labels, guarded), base(labels, guarded));
        }
    },
    /** 1 where the label under the prompt differs from the base half's without it, else 0. */
    ABLATION {
        @Override
        double suspicion(LabelSpace labels, float[] guarded, float[] unguarded) {
            return labels.judge(guarded).label() == labels.judgeBase(unguarded).label() ? 0 : 1;
        }
    },
    /** How far apart those two distributions are. */
    ABLATION_GRADED {
        @Override
        double suspicion(LabelSpace labels, float[] guarded, float[] unguarded) {
            return distance(extended(labels, guarded), base(labels, unguarded));
        }
    },
    /** How much surer the answer without the prompt is, in log odds: what a guard flags by. Shares saturate where odds do not. */
    ABLATION_ODDS {
        @Override
        double suspicion(LabelSpace labels, float[] guarded, float[] unguarded) {
            return labels.judge(guarded).ablatedBy(labels.judgeBase(unguarded));
        }
    },
    /** One minus the margin of the guarded answer. */
    MARGIN {
        @Override
        double suspicion(LabelSpace labels, float[] guarded, float[] unguarded) {
            return 1 - labels.judge(guarded).margin();
        }
    };

    /** The name in reports: lower case, with spaces. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * The suspicion of one text.
     *
     * @param guarded its logits [2n] under the prompt
     * @param unguarded its logits without it, [2n] or [n]
     */
    abstract double suspicion(LabelSpace labels, float[] guarded, float[] unguarded);

    /** The suspicions of texts in the order of their scores. */
    public double[] suspicions(ScoredTexts texts) {
        List<float[]> guarded = texts.guarded();
        List<float[]> unguarded = texts.unguarded();
        double[] suspicions = new double[guarded.size()];
        Arrays.setAll(suspicions, i -> suspicion(texts.labels(), guarded.get(i), unguarded.get(i)));
        return suspicions;
    }

    private static double[] base(LabelSpace labels, float[] logits) {
        return Softmax.of(logits, 0, labels.size());
    }

    private static double[] extended(LabelSpace labels, float[] logits) {
        return Softmax.of(logits, labels.size(), labels.classes());
    }

    /** Total variation: 0 for equal distributions, 1 for disjoint ones. */
    private static double distance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs(one[i] - other[i]);
        }
        return Math.min(1, sum / 2);
    }
}
