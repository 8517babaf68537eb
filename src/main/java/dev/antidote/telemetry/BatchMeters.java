package dev.antidote.telemetry;

import dev.antidote.batch.BatchObserver;
import dev.antidote.batch.BatchRun;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures how batches form and how long they take. Thread-safe. */
final class BatchMeters implements BatchObserver {
    private final AtomicInteger depth = new AtomicInteger();
    private final DistributionSummary size;
    private final Timer wait;
    private final Timer run;
    private final Counter failed;
    private final Counter expired;

    BatchMeters(MeterRegistry registry) {
        Gauge.builder("antidote.queue", depth, AtomicInteger::get)
                .baseUnit(Units.RECORDS)
                .description("Records that wait for a batch.")
                .strongReference(true)
                .register(registry);
        size = DistributionSummary.builder("antidote.batch")
                .baseUnit(Units.RECORDS)
                .description("Records of each batch.")
                .serviceLevelObjectives(Units.BATCHES)
                .register(registry);
        wait = timer(registry, "antidote.batch.wait", "How long the oldest record of each batch waited for it.");
        run = timer(registry, "antidote.batch.run", "How long each batch ran, the halving of a failing one included.");
        failed = Counter.builder("antidote.batch.failed")
                .baseUnit(Units.RECORDS)
                .description("Records on which the model failed, however small the batch.")
                .register(registry);
        expired = Counter.builder("antidote.expired")
                .baseUnit(Units.RECORDS)
                .description("Records given up because no batch took them within batcher.deadline.")
                .register(registry);
    }

    @Override
    public void queued(int records) {
        depth.set(records);
    }

    @Override
    public void expired(int records) {
        expired.increment(records);
    }

    @Override
    public void ran(BatchRun batch) {
        size.record(batch.size());
        wait.record(batch.waited());
        run.record(batch.time());
        failed.increment(batch.failed());
    }

    private static Timer timer(MeterRegistry registry, String name, String what) {
        return Timer.builder(name)
                .description(what)
                .serviceLevelObjectives(Units.times())
                .register(registry);
    }
}
