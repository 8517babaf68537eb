package dev.antidote.cli;

import dev.antidote.bundle.Tree;
import dev.antidote.config.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns whatever must be closed before the process ends, and closes it once, in reverse order, whether the command ended by itself
 * ({@link #close}) or by Ctrl-C or SIGTERM (the shutdown hook). On a signal it first interrupts the command's thread and waits
 * until that thread has left the engine: libtorch's destructors run at exit, and a thread still inside it would crash the process.
 *
 * <p>Thread-safe. What is registered after the end has begun is closed at once, so that nothing slips through whenever the signal
 * comes. Closers must not free memory that the command's thread may still use in native code; the process's end frees that.
 */
public final class ShutdownSequence implements AutoCloseable, Interruption {
    /** Longest that the hook keeps the process alive. */
    public static final Duration BOUND = Duration.ofSeconds(20);

    private static final Duration RENUDGE = Duration.ofSeconds(2);

    private final Thread command;
    private final Duration bound;
    private final Thread hook;
    private final CountDownLatch commandLeft = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Deque<Step> steps = new ArrayDeque<>(); // guarded by itself
    private volatile boolean signalled;
    private boolean begun; // guarded by steps

    private ShutdownSequence(Thread command, Duration bound) {
        this.command = command;
        this.bound = bound;
        this.hook = new Thread(this::endBySignal, "shutdown");
    }

    /** Makes the sequence of this process's command, which runs on the calling thread. */
    public static ShutdownSequence install(Duration bound) {
        ShutdownSequence sequence = new ShutdownSequence(Thread.currentThread(), bound);
        Runtime.getRuntime().addShutdownHook(sequence.hook);
        return sequence;
    }

    /**
     * Takes ownership of something to close at the end.
     *
     * @return the same, so that it can be registered where it is made
     * @throws CancellationException if the end has begun; {@code closer} is closed by then
     */
    public <T extends AutoCloseable> T own(String name, T closer) {
        register(name, closer);
        return closer;
    }

    /**
     * Registers something to close at the end.
     *
     * @return closes it earlier; the sequence then forgets it
     * @throws CancellationException if the end has begun; {@code closer} is closed by then
     */
    public Registration register(String name, AutoCloseable closer) {
        Step step = new Step(name, closer);
        if (!add(step)) {
            step.run();
            throw new CancellationException("ending");
        }
        return () -> {
            synchronized (steps) {
                steps.remove(step);
            }
            step.run();
        };
    }

    /** Makes a temporary directory that is gone, with all in it, when the process has ended. */
    public Path temporaryDirectory(String prefix) throws IOException {
        synchronized (steps) { // or a signal between the two lines would leave it behind
            check();
            Path directory = Files.createTempDirectory(prefix);
            register("temporary directory", () -> Tree.delete(directory));
            return directory;
        }
    }

    private boolean add(Step step) {
        synchronized (steps) {
            if (!begun) {
                steps.push(step);
            }
            return !begun;
        }
    }

    /** Whether a signal has asked for the end. */
    public boolean signalled() {
        return signalled;
    }

    /** Waits until everything is closed, but no longer than the bound. */
    public void awaitEnd() {
        await(ended, bound);
    }

    @Override
    public void check() {
        if (signalled) {
            throw new CancellationException("interrupted");
        }
    }

    /** The command has ended: closes everything, or waits until the hook has. Call it before {@code System.exit}. */
    @Override
    public void close() {
        commandLeft.countDown();
        Thread.interrupted(); // the nudge has done its work; closers must not stumble over it
        if (begin()) {
            closeAll();
            ended.countDown();
        } else {
            await(ended, bound);
        }
        if (!signalled) {
            forgetHook();
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyRunning) {
            await(ended, bound);
        }
    }

    private void endBySignal() {
        signalled = true;
        long deadline = System.nanoTime() + bound.toNanos();
        boolean left = awaitCommand(System.nanoTime() + bound.toNanos() / 2);
        if (!left) {
            logger().info(
                            "the command is still busy after {}; closing what it uses",
                            Durations.format(bound.dividedBy(2)));
        }
        if (begin()) {
            Thread closing = new Thread(this::closeAndEnd, "closing");
            closing.setDaemon(true); // a closer that hangs must not keep the process
            closing.start();
        }
        if (!await(ended, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
            logger().warn("not everything was closed within {}", Durations.format(bound));
        }
    }

    /** Some libraries swallow an interrupt, so the command is nudged again while it stays. */
    private boolean awaitCommand(long deadline) {
        boolean left = false;
        while (!left && deadline - System.nanoTime() > 0) {
            command.interrupt();
            long remaining = Math.min(RENUDGE.toNanos(), deadline - System.nanoTime());
            left = await(commandLeft, Duration.ofNanos(Math.max(0, remaining)));
        }
        return left;
    }

    private boolean begin() {
        synchronized (steps) {
            boolean first = !begun;
            begun = true;
            return first;
        }
    }

    private void closeAndEnd() {
        closeAll();
        ended.countDown();
    }

    private void closeAll() {
        while (true) {
            Step step;
            synchronized (steps) {
                step = steps.poll();
            }
            if (step == null) {
                return;
            }
            step.run();
        }
    }

    private static boolean await(CountDownLatch latch, Duration limit) {
        try {
            return latch.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Fetched when it is first needed: this class is made before the command line says where logs go. */
    private static Logger logger() {
        return LoggerFactory.getLogger(ShutdownSequence.class);
    }

    /** Something that was registered. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        /** Closes it now, unless it is closed already; failures are logged. */
        @Override
        void close();
    }

    private static final class Step {
        private final String name;
        private final AutoCloseable closer;
        private boolean done;

        Step(String name, AutoCloseable closer) {
            this.name = name;
            this.closer = closer;
        }

        synchronized void run() {
            if (done) {
                return;
            }
            done = true;
            try {
                closer.close();
            } catch (Exception e) { // one that fails must not keep the others from closing
                logger().warn("closing {} failed", name, e);
            }
        }
    }
}
