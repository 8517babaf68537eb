package dev.antidote.p2p.screen;

import java.util.Collection;

/**
 * How strong runs of reviewed rows are. A row that is as honest as they are exceeds the bar of a share with at most that probability
 * (conformal p-value; Vovk et al. 2005), whatever the model does.
 */
final class HonestBar {
    private final double[] ascending;

    /** The strongest run of each reviewed row of one label. */
    HonestBar(Collection<Double> strengths) {
        this.ascending =
                strengths.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** Share of the reviewed rows, and of a row itself that is this strong, that are as strong or stronger. */
    double share(double strength) {
        int asStrong = 0;
        for (int i = ascending.length - 1; i >= 0 && ascending[i] >= strength; i--) {
            asStrong++;
        }
        return (1.0 + asStrong) / (1 + ascending.length);
    }

    /** Strengths above it have at most this share; infinite where there are too few reviewed rows to tell. */
    double bar(double share) {
        int allowed = (int) Math.floor(share * (ascending.length + 1) + 1e-9) - 1;
        return allowed < 0 ? Double.POSITIVE_INFINITY : ascending[ascending.length - 1 - allowed];
    }
}
