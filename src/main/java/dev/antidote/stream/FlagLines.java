package dev.antidote.stream;

/**
 * Where a bundle draws the lines between what is flagged and what is not, unless the configuration says otherwise.
 *
 * @param margin verdicts with a smaller margin are flagged, 0..1; 0 for none
 * @param leakage verdicts with more leakage are flagged, 0..1; 1 for none
 * @param ablation verdicts with a stronger {@linkplain dev.antidote.p2p.Judgement#ablatedBy ablation signal} are flagged, 0..1; 1 for
 *     none
 */
public record FlagLines(double margin, double leakage, double ablation) {
    /** The ablation's line where nothing was measured: odds e^4 times as high. */
    private static final double FAR_SURER = 0.9;

    public FlagLines {
        requireShare("flagMargin", margin);
        requireShare("flagLeakage", leakage);
        requireShare("flagAblation", ablation);
    }

    /** A line for the margin alone; leakage counts not at all, and of the ablation what is far surer. */
    public static FlagLines ofMargin(double margin) {
        return new FlagLines(margin, 1, FAR_SURER);
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + ": " + value + " is outside 0..1");
        }
    }
}
