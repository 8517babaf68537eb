package dev.antidote.cli;

import dev.antidote.config.EngineConfig;

/** Hands the engine section of a configuration to the engine. */
final class EngineThreads {
    /** Read by the engine once, when it is first touched. */
    private static final String THREADS = "ai.djl.pytorch.num_threads";

    private EngineThreads() {}

    /** Must come before the first model is loaded. */
    static void set(int threads) {
        if (threads > 0) {
            System.setProperty(THREADS, Integer.toString(threads));
        }
    }

    static PrecisionWish precision(EngineConfig engine) {
        return PrecisionWish.parse(engine.precision().name());
    }
}
