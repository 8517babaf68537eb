package dev.antidote.batch;

import dev.antidote.config.BatcherConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers records that arrive one by one, from any number of threads, into batches for a function that likes them by the hundred.
 *
 * <p>When a batch runs and who is in it: {@link BatchWindow}. In short, an idle worker takes a full batch at once and a smaller
 * one when its oldest record has waited {@code maxWait} since it was submitted; while a batch runs, the next one gathers.
 *
 * <p>The queue is really bounded: {@link #submit} holds its caller back while it is full. A failing batch is halved until the
 * record that poisons it is alone, and only that one fails. Every future completes, at the latest in {@link #close(Duration)}; a
 * caller that cancels its future spares the engine the work.
 *
 * <p>With a deadline, a record that was not run in time fails with a {@link DeadlineException} and never runs. Workers see to it
 * between batches: while all of them are stuck in the function nothing expires, and nothing is lost either, and one whose caller
 * was held back may be a batch late. {@link #longestRun} tells when they are stuck.
 *
 * <p>Thread-safe. Futures complete on a worker's thread: what hangs on them must be quick.
 *
 * @param <I> what is submitted
 * @param <O> what comes back
 */
public final class DynamicBatcher<I, O> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DynamicBatcher.class);
    private static final int SPINS = 500;
    private static final Duration DEFAULT_CLOSE = Duration.ofSeconds(30);

    private final BatcherConfig config;
    private final BatchSizing<? super I> sizing;
    private final Bisection<I, O> bisection;
    private final BatchObserver observer;
    private final LongSupplier nanoTime;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final BatchWindow<I, O> window; // under lock
    private boolean closed; // under lock

    /** Batches that run, with the moment in which each was taken. */
    private final Map<List<Pending<I, O>>, Long> running = Collections.synchronizedMap(new IdentityHashMap<>());

    private final List<Thread> workers = new ArrayList<>(); // filled before it is shared

    private DynamicBatcher(
            BatcherConfig config,
            BatchSizing<? super I> sizing,
            BatchFunction<I, O> function,
            BatchObserver observer,
            LongSupplier nanoTime) {
        this.config = config;
        this.sizing = sizing;
        this.bisection = new Bisection<>(function);
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.window = new BatchWindow<>(config);
    }

    /**
     * Starts a batcher with its workers.
     *
     * @param config with a number of workers of at least 1
     * @param sizing what a record costs, and which others it goes with
     * @param function called by up to {@code config.workers()} threads at a time
     * @param nanoTime a clock in nanoseconds, such as {@link System#nanoTime}: decides when records have waited long enough
     */
    public static <I, O> DynamicBatcher<I, O> start(
            BatcherConfig config,
            BatchSizing<? super I> sizing,
            BatchFunction<I, O> function,
            BatchObserver observer,
            LongSupplier nanoTime) {
        if (config.workers() < 1) {
            throw new IllegalArgumentException("workers: 0 is undecided; see BatcherConfig.forEngine");
        }
        DynamicBatcher<I, O> batcher = new DynamicBatcher<>(config, sizing, function, observer, nanoTime);
        for (int i = 0; i < config.workers(); i++) {
            Thread worker = new Thread(batcher::work, "batcher-" + i);
            worker.setDaemon(true);
            batcher.workers.add(worker);
        }
        batcher.workers.forEach(Thread::start);
        return batcher;
    }

    /**
     * Hands a record over; waits for room in the queue, but no longer than {@code patience}.
     *
     * @return its result, or the exception that it alone caused
     * @throws BatcherException if there was no room in time, the batcher is closed, or the thread was interrupted (it stays so)
     */
    public CompletableFuture<O> submit(I item, Duration patience) {
        Objects.requireNonNull(item, "item");
        int tokens = sizing.cost(item);
        if (tokens < 1) {
            throw new IllegalArgumentException("cost: " + tokens + " is below 1");
        }
        Pending<I, O> pending = new Pending<>(item, tokens, sizing.group(item), nanoTime.getAsLong());
        int depth = enqueue(pending, patience);
        tell(() -> observer.queued(depth));
        return pending.result();
    }

    /** Lets what waits run at once, in batches as full as they are, for a caller who will submit nothing more before. */
    public void hurry() {
        acquire();
        try {
            window.hurry(nanoTime.getAsLong());
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** How long the batch that began first of those that run has been running; zero while none is. */
    public Duration longestRun() {
        long now = nanoTime.getAsLong();
        return Duration.ofNanos(List.copyOf(running.values()).stream()
                .mapToLong(started -> now - started)
                .max()
                .orElse(0));
    }

    /** Takes the lock. A worker holds it for microseconds, and to sleep for it would take a submission ten times as long. */
    private void acquire() {
        for (int i = 0; i < SPINS; i++) {
            if (lock.tryLock()) {
                return;
            }
            Thread.onSpinWait();
        }
        lock.lock();
    }

    private int enqueue(Pending<I, O> pending, Duration patience) {
        acquire();
        try {
            awaitRoom(patience);
            window.add(pending);
            if (window.size() == 1 || window.isFull()) {
                work.signal();
            }
            return window.size();
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(Duration patience) {
        long left = patience.toNanos();
        try {
            while (!closed && window.size() >= config.queueCapacity()) {
                if (left <= 0) {
                    throw BatcherException.full(config.queueCapacity(), patience);
                }
                left = room.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BatcherException.interrupted();
        }
        if (closed) {
            throw BatcherException.closed();
        }
    }

    private void work() {
        try {
            for (Turn<I, O> turn = next(); !turn.isEmpty(); turn = next()) {
                take(turn);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing did not want to wait any longer
        }
    }

    // Memory may be short for the bookkeeping too, and a worker that ended would leave its records waiting for ever.
    @SuppressWarnings("CatchingUnchecked")
    private void take(Turn<I, O> turn) {
        try {
            expire(turn.expired());
            run(turn.batch());
        } catch (Throwable e) {
            LOG.error("A batch failed outside the model", e);
            fail(turn.expired(), e);
            fail(turn.batch(), e);
        } finally {
            running.remove(turn.batch());
        }
    }

    /** What a worker does next: give records up, run a batch, or both; nothing once the batcher is closed. */
    private record Turn<I, O>(List<Pending<I, O>> expired, List<Pending<I, O>> batch) {
        boolean isEmpty() {
            return expired.isEmpty() && batch.isEmpty();
        }
    }

    /** Waits for a batch that is due. */
    private Turn<I, O> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (awaitDue()) {
                long now = nanoTime.getAsLong();
                List<Pending<I, O>> expired = window.takeExpired(now);
                List<Pending<I, O>> batch = window.nanosUntilDue(now) > 0 ? List.of() : window.take();
                room.signalAll();
                Turn<I, O> turn = new Turn<>(expired, batch);
                if (!turn.isEmpty()) {
                    if (!batch.isEmpty()) {
                        running.put(batch, now);
                    }
                    work.signal(); // another worker may find the next batch due
                    return turn;
                }
            }
            return new Turn<>(List.of(), List.of());
        } finally {
            lock.unlock();
        }
    }

    /** Waits, under the lock, for a batch that is due; false once the batcher is closed. */
    private boolean awaitDue() throws InterruptedException {
        for (long left = nanosUntilDue(); !closed && left > 0; left = nanosUntilDue()) {
            sleep(left);
        }
        return !closed;
    }

    private long nanosUntilDue() {
        return window.nanosUntilDue(nanoTime.getAsLong());
    }

    /** Until somebody signals, or for that long in real time; what is due then is for the injected clock to say. */
    @SuppressWarnings("WaitNotInLoop") // its only caller loops
    private long sleep(long nanos) throws InterruptedException {
        return work.awaitNanos(nanos);
    }

    private void expire(List<Pending<I, O>> expired) {
        int failed = 0;
        for (Pending<I, O> pending : expired) {
            DeadlineException reason = DeadlineException.after(config.deadline().orElseThrow());
            failed += pending.result().completeExceptionally(reason) ? 1 : 0; // 0: cancelled before
        }
        if (failed > 0) {
            int news = failed;
            tell(() -> observer.expired(news));
            tell(() -> observer.queued(depth()));
        }
    }

    private void run(List<Pending<I, O>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        long started = nanoTime.getAsLong();
        bisection.run(batch);
        Duration time = Duration.ofNanos(nanoTime.getAsLong() - started);
        long oldest = batch.stream()
                .mapToLong(Pending::arrivedNanos)
                .reduce((a, b) -> a - b < 0 ? a : b)
                .orElse(started);
        int largest = batch.get(batch.size() - 1).cost();
        BatchRun run = new BatchRun(
                batch.size(),
                batch.stream().mapToLong(Pending::cost).sum(),
                (long) batch.size() * largest,
                Duration.ofNanos(started - oldest),
                time,
                (int) batch.stream()
                        .filter(pending -> pending.result().isCompletedExceptionally()
                                && !pending.result().isCancelled())
                        .count());
        tell(() -> observer.ran(run));
        tell(() -> observer.queued(depth()));
    }

    private int depth() {
        lock.lock();
        try {
            return window.size();
        } finally {
            lock.unlock();
        }
    }

    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.warn("A batch observer failed", e); // metrics must not stop the work
        }
    }

    /** Closes within 30 seconds: see {@link #close(Duration)}. */
    @Override
    public void close() {
        close(DEFAULT_CLOSE);
    }

    /**
     * Fails what is queued with a {@link BatcherException}, finishes what runs, and ends the workers. If they take longer than
     * {@code bound}, they are interrupted and what runs fails too.
     *
     * @return whether the workers ended in time
     */
    public boolean close(Duration bound) {
        List<Pending<I, O>> queued;
        lock.lock();
        try {
            closed = true;
            queued = window.takeAll();
            work.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        fail(queued, BatcherException.closed());
        boolean ended = join(bound);
        if (!ended) {
            // before the interrupt, or a function that heeds it would answer first
            List.copyOf(running.keySet()).forEach(batch -> fail(batch, BatcherException.closed()));
            workers.forEach(Thread::interrupt);
        }
        return ended;
    }

    private boolean join(Duration bound) {
        long deadline = System.nanoTime() + bound.toNanos();
        try {
            for (Thread worker : workers) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                worker.join(Math.max(1, left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return workers.stream().noneMatch(Thread::isAlive);
    }

    private void fail(List<Pending<I, O>> pending, Throwable reason) {
        pending.forEach(each -> each.result().completeExceptionally(reason));
    }
}
