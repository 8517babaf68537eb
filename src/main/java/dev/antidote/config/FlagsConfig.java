package dev.antidote.config;

import java.util.OptionalDouble;

/**
 * Which judged requests deserve a person's look; a disagreement of the two label spaces always does.
 *
 * @param margin verdicts with a margin below this are flagged, 0..1; 0 flags none for their margin; where empty, the bundle's
 *     own threshold
 */
public record FlagsConfig(OptionalDouble margin) {
    /** What is not configured. */
    public static final FlagsConfig DEFAULTS = new FlagsConfig(OptionalDouble.empty());

    public FlagsConfig {
        double value = margin.orElse(0);
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("margin: " + value + " is outside 0..1");
        }
    }

    static FlagsConfig read(Section section) {
        OptionalDouble margin = section.decimal("margin");
        return section.build(() -> new FlagsConfig(margin));
    }
}
