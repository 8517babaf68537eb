package dev.antidote.cli;

import dev.antidote.config.BatcherConfig;
import dev.antidote.config.EngineConfig;
import dev.antidote.model.EngineRuntime;

/** Hands what is configured about the engine to it. */
final class EngineThreads {
    private EngineThreads() {}

    /** Must come before the first model is loaded; 0 takes all processors. */
    static void set(int threads) {
        if (threads > 0) {
            System.setProperty(EngineRuntime.THREADS, Integer.toString(threads));
        }
    }

    /** Lets as many forward passes run at once as the guard has workers. Must come before the first model is loaded. */
    static void set(EngineConfig engine, BatcherConfig batcher) {
        set(engine.threads());
        int threads = engine.threadsOn(Runtime.getRuntime().availableProcessors());
        System.setProperty(
                EngineRuntime.LANES, Integer.toString(batcher.forEngine(threads).workers()));
    }

    static PrecisionWish precision(EngineConfig engine) {
        return PrecisionWish.parse(engine.precision().name());
    }
}
