package dev.antidote.config;

/**
 * Which judged requests deserve a person's look; a disagreement of the two label spaces always does.
 *
 * @param margin verdicts with a margin below this are flagged, 0..1; 0 flags none for their margin
 */
public record FlagsConfig(double margin) {
    /** What is not configured. */
    public static final FlagsConfig DEFAULTS = new FlagsConfig(0.2);

    public FlagsConfig {
        if (!(margin >= 0 && margin <= 1)) {
            throw new IllegalArgumentException("margin: " + margin + " is outside 0..1");
        }
    }

    static FlagsConfig read(Section section) {
        double margin = section.decimal("margin", DEFAULTS.margin);
        return section.build(() -> new FlagsConfig(margin));
    }
}
