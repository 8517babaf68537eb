package dev.antidote.batch;

import dev.antidote.config.BatcherConfig;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to choose a batch of like lengths from a window that is kept full. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class BatchWindowBenchmark {
    private static final int WAITING = 2048;

    private final SplittableRandom random = new SplittableRandom(1);
    private final BatchWindow<Integer, Integer> window = filled();

    /** Takes a batch out, and puts as many records in as it took. */
    @Benchmark
    public int takeABatch() {
        List<Pending<Integer, Integer>> batch = window.take();
        batch.forEach(taken -> window.add(pending()));
        return batch.size();
    }

    private BatchWindow<Integer, Integer> filled() {
        BatchWindow<Integer, Integer> full = new BatchWindow<>(BatcherConfig.DEFAULTS);
        for (int i = 0; i < WAITING; i++) {
            full.add(pending());
        }
        return full;
    }

    private Pending<Integer, Integer> pending() {
        return new Pending<>(1, 8 + random.nextInt(60), random.nextInt(50) == 0 ? 1 : 0, 0);
    }
}
