package dev.antidote.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.wire.avro.FlaggedSample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** One serde is shared by all stream threads of a topology. */
class AvroSerdeConcurrencyTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 5000;

    @Test
    void shouldReadBackItsOwnRecordInEveryThread() throws Exception {
        Serde<FlaggedSample> serde =
                RecordSerdes.of(WireSamples.mock("concurrency-test")).values(FlaggedSample.class);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Integer>> mistakes = new ArrayList<>();

        for (int thread = 0; thread < THREADS; thread++) {
            String name = "thread-" + thread;
            mistakes.add(threads.submit(() -> {
                start.await(10, TimeUnit.SECONDS);
                return mistakes(serde, name);
            }));
        }

        for (Future<Integer> count : mistakes) {
            assertThat(count.get(30, TimeUnit.SECONDS)).isZero();
        }
        threads.shutdown();
        MockSchemaRegistry.drop("concurrency-test");
    }

    private static int mistakes(Serde<FlaggedSample> serde, String name) {
        int mistakes = 0;
        for (int i = 0; i < ROUNDS; i++) {
            FlaggedSample sample = FlaggedSample.newBuilder(WireSamples.flagged())
                    .setId(name)
                    .setText(name.repeat(i % 50))
                    .setSourceOffset(i)
                    .build();
            byte[] message = serde.serializer().serialize("t", sample);
            if (!sample.equals(serde.deserializer().deserialize("t", message))) {
                mistakes++;
            }
        }
        return mistakes;
    }
}
