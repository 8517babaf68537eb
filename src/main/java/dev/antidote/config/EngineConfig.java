package dev.antidote.config;

/**
 * How the model runs. How long a text may be is the bundle's own: the model was trained with it.
 *
 * @param precision the arithmetic
 * @param threads threads of one forward pass, 0..1024; 0 takes all cores
 */
public record EngineConfig(Precision precision, int threads) {
    /** What is not configured. */
    public static final EngineConfig DEFAULTS = new EngineConfig(Precision.AUTO, 0);

    public EngineConfig {
        Checks.between("threads", threads, 0, 1024);
    }

    static EngineConfig read(Section section) {
        Precision precision = section.oneOf("precision", DEFAULTS.precision);
        int threads = section.integer("threads", DEFAULTS.threads);
        return section.build(() -> new EngineConfig(precision, threads));
    }
}
