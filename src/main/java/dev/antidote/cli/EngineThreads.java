package dev.antidote.cli;

import dev.antidote.config.EngineConfig;
import dev.antidote.model.Precision;

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

    static Precision precision(EngineConfig engine) {
        return Precision.parse(engine.precision().name());
    }
}
