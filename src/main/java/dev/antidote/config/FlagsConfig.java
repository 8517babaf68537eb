package dev.antidote.config;

import java.util.OptionalDouble;

/**
 * Which judged requests deserve a person's look; a disagreement of the two label spaces, and a text that holds the benign prompt,
 * always do. Where a line is empty, the bundle's own holds.
 *
 * @param margin verdicts with a margin below this are flagged, 0..1; 0 flags none for their margin
 * @param leakage verdicts with a leakage above this are flagged, 0..1; 1 flags none for their leakage
 * @param ablationOdds requests of the sample with an ablation signal above this are flagged, 0..1; 1 flags none for it
 * @param ablationShare share of the requests that is scored a second time without the benign prompt, 0..1
 * @param auditShare share of the requests that is flagged whatever the model says of them, 0..1: a model that is sure of its
 *     mistakes gives no signal
 * @param sampleSeed decides which are in either sample; all processes of a guard need the same
 */
public record FlagsConfig(
        OptionalDouble margin,
        OptionalDouble leakage,
        OptionalDouble ablationOdds,
        double ablationShare,
        double auditShare,
        int sampleSeed) {
    /** What is not configured. */
    public static final FlagsConfig DEFAULTS =
            new FlagsConfig(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 0.02, 0.001, 1);

    public FlagsConfig {
        requireShare("margin", margin.orElse(0));
        requireShare("leakage", leakage.orElse(0));
        requireShare("ablationOdds", ablationOdds.orElse(0));
        requireShare("ablationShare", ablationShare);
        requireShare("auditShare", auditShare);
    }

    private static void requireShare(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(key + ": " + value + " is outside 0..1");
        }
    }

    static FlagsConfig read(Section section) {
        OptionalDouble margin = section.decimal("margin");
        OptionalDouble leakage = section.decimal("leakage");
        OptionalDouble odds = section.decimal("ablationOdds");
        double ablated = section.decimal("ablationShare").orElse(DEFAULTS.ablationShare);
        double audited = section.decimal("auditShare").orElse(DEFAULTS.auditShare);
        int seed = section.integer("sampleSeed", DEFAULTS.sampleSeed);
        return section.build(() -> new FlagsConfig(margin, leakage, odds, ablated, audited, seed));
    }
}
