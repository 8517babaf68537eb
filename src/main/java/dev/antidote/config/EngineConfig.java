package dev.antidote.config;

/**
 * How the model runs. How long a text may be is the bundle's own: the model was trained with it.
 *
 * @param precision the arithmetic
 * @param threads threads of the engine, shared by the batches that run at once, 0..1024; 0 takes all cores
 */
public record EngineConfig(Precision precision, int threads) {
    /** What is not configured. */
    public static final EngineConfig DEFAULTS = new EngineConfig(Precision.AUTO, 0);

    public EngineConfig {
        Checks.between("threads", threads, 0, 1024);
    }

    /** The threads on a machine of so many processors, at least 1. */
    public int threadsOn(int processors) {
        return threads == 0 ? processors : threads;
    }

    static EngineConfig read(Section section) {
        Precision precision = section.oneOf("precision", DEFAULTS.precision);
        int threads = section.integer("threads", DEFAULTS.threads);
        return section.build(() -> new EngineConfig(precision, threads));
    }
}
