package dev.antidote.stream;

import dev.antidote.wire.RecordPlace;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a slot of the in-flight ring costs to write and to read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SlotCodecBenchmark {
    @Param({"120", "4096"})
    public int bytes;

    private Slot slot = slot(120);
    private byte[] encoded = {};

    /** Makes the slot. */
    @Setup
    public void prepare() {
        slot = slot(bytes);
        encoded = SlotCodec.encode(slot);
    }

    /** A slot to bytes. */
    @Benchmark
    public byte[] encode() {
        return SlotCodec.encode(slot);
    }

    /** Bytes to a slot. */
    @Benchmark
    public Object decode() {
        return SlotCodec.decode(encoded);
    }

    private static Slot slot(int bytes) {
        byte[] key = "request-12345".getBytes(StandardCharsets.UTF_8);
        RecordPlace place = new RecordPlace("antidote.requests", 3, 1_234_567);
        return new Slot(
                99,
                new RawRecord(
                        RecordKind.REQUEST, place, key, new byte[bytes], 1_700_000_000_000L, new RecordHeaders()));
    }
}
