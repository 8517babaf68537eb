package dev.antidote.model;

import dev.antidote.testing.MiniLm;
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

/** What a text costs to tokenize. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TextTokenizerBenchmark {
    private static final String SHORT =
            "The query currently entered is: a gob of drivel so sickly sweet, even the eager"
                    + " consumers of moore's pasteurized ditties will retch it up";
    private static final String LONG = SHORT.repeat(500);

    private final TextTokenizer tokenizer = MiniLm.base().tokenizer();

    /** A sentence, about 30 tokens. */
    @Benchmark
    public TokenizedText sentence() {
        return tokenizer.encode(SHORT, 128);
    }

    /** 64 KiB, of which 128 tokens are kept. */
    @Benchmark
    public TokenizedText longText() {
        return tokenizer.encode(LONG, 128);
    }
}
