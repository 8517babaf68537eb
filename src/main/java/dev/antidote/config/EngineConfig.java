package dev.antidote.config;

/**
 * How the model runs.
 *
 * @param precision the arithmetic
 * @param threads threads of one forward pass, 0..1024; 0 takes all cores
 * @param maxTokens the longest text in tokens, benign prompt included, 16..32768; the tail of a longer one is cut, and the verdict
 *     says so
 */
public record EngineConfig(Precision precision, int threads, int maxTokens) {
    /** What is not configured. */
    public static final EngineConfig DEFAULTS = new EngineConfig(Precision.AUTO, 0, 256);

    public EngineConfig {
        Checks.between("threads", threads, 0, 1024);
        Checks.between("maxTokens", maxTokens, 16, 32768);
    }

    static EngineConfig read(Section section) {
        Precision precision = section.oneOf("precision", DEFAULTS.precision);
        int threads = section.integer("threads", DEFAULTS.threads);
        int maxTokens = section.integer("maxTokens", DEFAULTS.maxTokens);
        return section.build(() -> new EngineConfig(precision, threads, maxTokens));
    }
}
