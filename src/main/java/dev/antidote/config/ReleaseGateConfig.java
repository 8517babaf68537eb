package dev.antidote.config;

/**
 * When live figures end a bundle's service.
 *
 * @param maxAsr the champion is rolled back once the lower Wilson bound of a live attack success rate is above this, 0..1
 * @param windows in so many windows of one attack and target, one after the other, 1..100
 */
public record ReleaseGateConfig(double maxAsr, int windows) {
    /** What is not configured. */
    public static final ReleaseGateConfig DEFAULTS = new ReleaseGateConfig(0.1, 2);

    public ReleaseGateConfig {
        if (!(maxAsr >= 0 && maxAsr <= 1)) {
            throw new IllegalArgumentException("maxAsr: " + maxAsr + " is outside 0..1");
        }
        Checks.between("windows", windows, 1, 100);
    }

    static ReleaseGateConfig read(Section section) {
        double maxAsr = section.decimal("maxAsr").orElse(DEFAULTS.maxAsr);
        int windows = section.integer("windows", DEFAULTS.windows);
        return section.build(() -> new ReleaseGateConfig(maxAsr, windows));
    }
}
