package dev.antidote.p2p;

import java.util.List;
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

/** What it costs to turn scores into a judgement. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LabelSpaceBenchmark {
    private final LabelSpace labels = new LabelSpace(List.of("abuse", "ok", "scam", "spam"));
    private final float[] logits = {1.5f, -0.3f, 0.2f, -2, 0.1f, 4.5f, -1, 0.7f};

    /** One judgement. */
    @Benchmark
    public Judgement judge() {
        return labels.judge(logits);
    }
}
