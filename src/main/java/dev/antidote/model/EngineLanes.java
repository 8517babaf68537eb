package dev.antidote.model;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.pytorch.jni.JniUtils;
import dev.antidote.config.BatcherConfig;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which forward passes run, several at once, each on its share of the processors.
 *
 * <p>Passes that share nothing beat one pass on all processors: operations that are too small to be shared out leave no processor
 * idle, and where another thread takes a processor away, one batch waits for it and not every operation of every batch.
 *
 * <p>Thread-safe.
 */
final class EngineLanes {
    private static final Logger LOG = LoggerFactory.getLogger(EngineLanes.class);

    private final int count;
    private final int threadsPerLane;
    private final ExecutorService pool;

    EngineLanes() {
        int threads =
                Integer.getInteger(EngineRuntime.THREADS, Runtime.getRuntime().availableProcessors());
        count = Math.max(
                1,
                Integer.getInteger(
                        EngineRuntime.LANES,
                        BatcherConfig.DEFAULTS.forEngine(threads).workers()));
        threadsPerLane = Math.max(1, threads / count);
        pool = Executors.newFixedThreadPool(count, this::thread);
    }

    /** How many passes run at once, at least 1. */
    int count() {
        return count;
    }

    /** Begins work on the next free lane. */
    <T> Future<T> submit(Supplier<T> work) {
        return pool.submit(work::get);
    }

    /** Takes nothing more in; what waits still gets its turn. */
    void shutdown() {
        pool.shutdown();
    }

    /** Waits for the passes that run; whether all have ended. */
    boolean awaitEnd(Duration timeout) throws InterruptedException {
        return pool.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Thread thread(Runnable work) {
        Thread lane = new Thread(() -> {
            prepare();
            work.run();
        });
        lane.setName("engine-lane");
        lane.setDaemon(true);
        return lane;
    }

    /** Both settings belong to the thread, and begin as those of the thread that touched the engine first. */
    private void prepare() {
        try {
            Engine.getEngine(PtEngine.ENGINE_NAME);
            JniUtils.setNumThreads(threadsPerLane);
            BertProgram.keepOrderOfOperations();
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("the engine cannot be prepared; the first call will fail and say why", e);
        }
    }
}
