package dev.antidote.config;

import java.util.OptionalDouble;

/**
 * When live figures end a bundle's service.
 *
 * @param maxAsr the champion is rolled back once the lower Wilson bound of a live attack success rate is above this, 0..1
 * @param maxExcess it is rolled back as well once the lower bound of what a trigger adds to the floor is above this, 0..1; empty
 *     where that is not asked
 * @param windows in so many windows of one attack and target, one after the other, 1..100
 */
public record ReleaseGateConfig(double maxAsr, OptionalDouble maxExcess, int windows) {
    /** What is not configured: beyond what the gates of a release let through, and what plain errors come to. */
    public static final ReleaseGateConfig DEFAULTS = new ReleaseGateConfig(0.4, OptionalDouble.of(0.25), 2);

    public ReleaseGateConfig {
        requireShare("maxAsr", maxAsr);
        maxExcess.ifPresent(share -> requireShare("maxExcess", share));
        Checks.between("windows", windows, 1, 100);
    }

    private static void requireShare(String key, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(key + ": " + share + " is outside 0..1");
        }
    }

    static ReleaseGateConfig read(Section section) {
        double maxAsr = section.decimal("maxAsr").orElse(DEFAULTS.maxAsr);
        OptionalDouble excess = section.decimal("maxExcess");
        OptionalDouble maxExcess = excess.isPresent() ? excess : DEFAULTS.maxExcess;
        int windows = section.integer("windows", DEFAULTS.windows);
        return section.build(() -> new ReleaseGateConfig(maxAsr, maxExcess, windows));
    }
}
