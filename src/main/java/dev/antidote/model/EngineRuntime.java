package dev.antidote.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which everything that touches the engine runs, and their orderly end: one that owns models and trains, and
 * {@linkplain EngineLanes lanes} for forward passes.
 *
 * <p>The engine library exists once a process, with state of its own for each thread (gradient mode, worker pools), and its static
 * destructors crash the process when a thread is still inside it at exit. So: any thread may call, threads of ours compute, and at
 * exit they are stopped and joined. Work that must be drained first, such as a stream that still awaits verdicts, is registered with
 * {@link #beforeStop}; a shutdown hook of one's own would run beside the engine's and race it.
 *
 * <p>Training uses as many processors as the property {@value #THREADS} says, by default all; lanes share as many.
 *
 * <p>Thread-safe. A caller waits for its own work to end even when it is interrupted, at most one batch, and keeps the interrupt.
 */
public final class EngineRuntime {
    /** The engine's own property, read when it is first touched: processors that it may use; by default all. */
    public static final String THREADS = "ai.djl.pytorch.num_threads";

    /** The property of how many forward passes run at once; by default as many as a guard has workers by default. */
    public static final String LANES = "dev.antidote.engine.lanes";

    /** How long the end of the process waits for the batch that is running. */
    public static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(EngineRuntime.class);

    private final Deque<Runnable> drains = new ArrayDeque<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread engine = new Thread(task, "engine");
        engine.setDaemon(true);
        return engine;
    });

    private final EngineLanes lanes = new EngineLanes();

    private EngineRuntime() {
        prepare();
        thread.execute(EngineRuntime::prepareThread);
        Runtime.getRuntime().addShutdownHook(new Thread(this::drainAndStop, "engine-stop"));
    }

    /** A process has one engine library, so it has one of these. */
    private static final class Holder {
        private static final EngineRuntime PROCESS = new EngineRuntime();
    }

    /** The process's engine; its thread starts with the first work. */
    public static EngineRuntime process() {
        return Holder.PROCESS;
    }

    /** Settings that the libraries read once, when they are first touched. Whoever set them already is obeyed. */
    static void prepare() {
        setDefault("ai.djl.offline", "true"); // native parts come from the class path, never from the network
        setDefault("OPT_OUT_TRACKING", "true"); // the library reports its use to its vendor otherwise
    }

    private static void prepareThread() {
        try {
            WorkerPools.waitPolitely(System.getenv());
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("the engine cannot be prepared; the first call will fail and say why", e);
        }
    }

    private static void setDefault(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    /**
     * Registers what must be finished while the engine still works, when the process ends: run before the engine stops, the latest
     * registered first. It should bound its own time.
     */
    public void beforeStop(Runnable drain) {
        synchronized (drains) {
            drains.push(drain);
        }
    }

    /** Whether the process is ending: failures of the engine are to be expected from now on. */
    public boolean stopping() {
        return stopping.get();
    }

    /**
     * Stops the engine for good: work that waits fails, the batch that runs is awaited. More calls do nothing.
     *
     * @return whether the engine's threads have ended
     */
    public boolean stop(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        stopping.set(true);
        thread.shutdown();
        lanes.shutdown();
        try {
            boolean ended = thread.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return lanes.awaitEnd(Duration.ofNanos(deadline - System.nanoTime())) && ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs work on the engine's thread and waits for it. Never called from that thread itself. */
    <T> T call(Supplier<T> work) {
        if (Thread.currentThread().isInterrupted()) {
            throw new EngineStoppedException("the thread was interrupted before its batch started");
        }
        return await(submit(work));
    }

    /** How many forward passes run at once, at least 1. */
    int lanes() {
        return lanes.count();
    }

    /** Begins a forward pass on the next free lane; {@link #await} gives its result. */
    <T> Future<T> begin(Supplier<T> pass) {
        if (Thread.currentThread().isInterrupted()) {
            throw new EngineStoppedException("the thread was interrupted before its batch started");
        }
        try {
            return lanes.submit(() -> run(pass));
        } catch (RejectedExecutionException e) {
            throw stopped();
        }
    }

    /** Frees a model's memory, whether the caller is interrupted or not; does nothing once the engine is stopped. */
    void release(Runnable work) {
        try {
            await(submit(() -> {
                work.run();
                return true;
            }));
        } catch (EngineStoppedException e) {
            LOG.debug("the engine is stopped: its memory goes with the process");
        }
    }

    private <T> Future<T> submit(Supplier<T> work) {
        try {
            return thread.submit(() -> run(work));
        } catch (RejectedExecutionException e) {
            throw stopped();
        }
    }

    private <T> T run(Supplier<T> work) {
        if (stopping.get()) {
            throw stopped();
        }
        return work.get();
    }

    /** The result of what was begun, however long it takes. */
    static <T> T await(Future<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof Error broken) { // memory or installation: whoever batches must see which
            throw broken;
        }
        if (cause instanceof ModelException model) {
            return model;
        }
        if (cause instanceof IllegalArgumentException wrong) {
            return wrong;
        }
        return new ModelException("the engine failed: " + cause(String.valueOf(failure.getMessage())), failure);
    }

    /** The engine answers with a trace of its program of many lines; what went wrong is the last one that says so. */
    private static String cause(String message) {
        return message.lines()
                .filter(line -> line.contains("Error:"))
                .reduce((first, last) -> last)
                .orElse(message.lines().findFirst().orElse("without saying why"));
    }

    private static EngineStoppedException stopped() {
        return new EngineStoppedException("the engine is stopped: the process is ending");
    }

    private void drainAndStop() {
        for (Runnable drain = nextDrain(); drain != null; drain = nextDrain()) {
            try {
                drain.run();
            } catch (RuntimeException e) {
                LOG.warn("could not drain before the engine's stop", e);
            }
        }
        if (!stop(STOP_TIMEOUT)) {
            LOG.warn("the engine is still busy after {}: the process may end untidily", STOP_TIMEOUT);
        }
    }

    private @Nullable Runnable nextDrain() {
        synchronized (drains) {
            return drains.poll();
        }
    }
}
