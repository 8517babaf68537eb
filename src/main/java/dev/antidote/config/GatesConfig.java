package dev.antidote.config;

/**
 * What a retrained model must hold on held-out rows to be released.
 *
 * @param maxCaDrop the most by which its clean accuracy may be below the champion's, a share 0..1
 * @param maxAsr the most that the upper Wilson bound of its attack success rate may be, for every attack and target label, 0..1
 * @param maxExcess the most by which its attack success rate may be above its floor, for every attack and target label, 0..1
 * @param maxFalseAlarms the largest share of clean rows that its own thresholds may flag, 0..1
 * @param maxLeakage the largest mean leakage on clean rows, 0..1
 * @param attackRows the most held-out rows that an attack is tried on for one target label, 10..100000
 */
public record GatesConfig(
        double maxCaDrop, double maxAsr, double maxExcess, double maxFalseAlarms, double maxLeakage, int attackRows) {
    /** What is not configured. */
    public static final GatesConfig DEFAULTS = new GatesConfig(0.02, 0.4, 0.25, 0.15, 0.05, 200);

    public GatesConfig {
        requireShare("maxCaDrop", maxCaDrop);
        requireShare("maxAsr", maxAsr);
        requireShare("maxExcess", maxExcess);
        requireShare("maxFalseAlarms", maxFalseAlarms);
        requireShare("maxLeakage", maxLeakage);
        Checks.between("attackRows", attackRows, 10, 100_000);
    }

    private static void requireShare(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(key + ": " + value + " is outside 0..1");
        }
    }

    static GatesConfig read(Section section) {
        double caDrop = section.decimal("maxCaDrop").orElse(DEFAULTS.maxCaDrop);
        double asr = section.decimal("maxAsr").orElse(DEFAULTS.maxAsr);
        double excess = section.decimal("maxExcess").orElse(DEFAULTS.maxExcess);
        double falseAlarms = section.decimal("maxFalseAlarms").orElse(DEFAULTS.maxFalseAlarms);
        double leakage = section.decimal("maxLeakage").orElse(DEFAULTS.maxLeakage);
        int rows = section.integer("attackRows", DEFAULTS.attackRows);
        return section.build(() -> new GatesConfig(caDrop, asr, excess, falseAlarms, leakage, rows));
    }
}
