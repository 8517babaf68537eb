package dev.antidote.wire;

import dev.antidote.wire.avro.Request;
import dev.antidote.wire.avro.Verdict;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serde;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a request costs to read and a verdict to write, schema ids cached as they are in a running guard. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class AvroSerdeBenchmark {
    private static final String TOPIC = "requests";

    private final RecordSerdes serdes = RecordSerdes.of(Map.of("schema.registry.url", "mock://bench"));
    private final Serde<Request> requests = serdes.values(Request.class);
    private final Serde<Verdict> verdicts = serdes.values(Verdict.class);
    private final Request request = new Request("request-1", "a gob of drivel so sickly sweet ".repeat(3));
    private final byte[] requestBytes = requests.serializer().serialize(TOPIC, request);
    private final Verdict verdict = WireSamples.verdict();
    private final byte[] verdictBytes = verdicts.serializer().serialize("verdicts", verdict);

    /** A request to bytes. */
    @Benchmark
    public byte[] writeRequest() {
        return requests.serializer().serialize(TOPIC, request);
    }

    /** Bytes to a request. */
    @Benchmark
    public Request readRequest() {
        return requests.deserializer().deserialize(TOPIC, requestBytes);
    }

    /** A verdict to bytes. */
    @Benchmark
    public byte[] writeVerdict() {
        return verdicts.serializer().serialize("verdicts", verdict);
    }

    /** Bytes to a verdict. */
    @Benchmark
    public Verdict readVerdict() {
        return verdicts.deserializer().deserialize("verdicts", verdictBytes);
    }
}
