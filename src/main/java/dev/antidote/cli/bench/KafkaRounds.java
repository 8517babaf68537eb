package dev.antidote.cli.bench;

import dev.antidote.cli.ShutdownSequence;
import dev.antidote.config.GuardConfig;
import dev.antidote.stream.GuardModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The workload's texts through Kafka, alternating with the engine alone on the same texts and the same model. A guard runs only while
 * its own side is measured; all that share a lane have one application id, or the next would begin with the requests of the last.
 */
final class KafkaRounds {
    /** Processors; what a round has whose guard is new and whose code is not. */
    private static final double QUIET_COMPILER = 0.05;

    private static final int MOST_WARM_UPS = 5;

    private final Workload workload;
    private final RawEngine engine;
    private final GuardModel served;
    private final Lane lane;
    private final GuardConfig config;
    private final int passes;
    private final int records;
    private final List<Double> alone = new ArrayList<>();
    private final List<Double> through = new ArrayList<>();
    private final List<Double> busy = new ArrayList<>();
    private final List<Double> compiling = new ArrayList<>();
    private final CompilerLoad compiler = new CompilerLoad();
    private int runs;

    /** Each side judges all texts {@code passes} times a round. */
    KafkaRounds(Workload workload, RawEngine engine, Lane lane, GuardConfig config, int passes) {
        this.workload = workload;
        this.engine = engine;
        this.served = workload.served(engine.model());
        this.lane = lane;
        this.config = config;
        this.passes = passes;
        this.records = passes * workload.texts().size();
    }

    /** Rounds of both sides that are not counted, until Java's compiler is quiet. */
    void warmUp() {
        for (int round = 0; round < MOST_WARM_UPS; round++) {
            engine.textsPerSecond(passes);
            compiler.start();
            textsPerSecond(new BatchTally());
            if (compiler.processors() < QUIET_COMPILER) {
                return;
            }
        }
    }

    /** One round of both sides. */
    void round(BatchTally batches) {
        alone.add(engine.textsPerSecond(passes));
        Duration before = batches.time();
        compiler.start();
        double rate = textsPerSecond(batches);
        compiling.add(compiler.processors());
        through.add(rate);
        busy.add(batches.time().minus(before).toNanos() / 1e9 / (records / rate));
    }

    /** From the first send to the last verdict that a reader has seen. */
    private double textsPerSecond(BatchTally batches) {
        String run = config.applicationId() + '-' + config.stream().threads() + '-' + runs++;
        List<String> texts = workload.texts();
        AnswerTally tally = new AnswerTally(run, records, number -> {});
        double rate;
        ShutdownSequence.Registration guard = lane.guard(config, served, batches);
        try {
            long start = System.nanoTime();
            for (int i = 0; i < records; i++) {
                lane.send(run, i, texts.get(i % texts.size()));
            }
            lane.confirm();
            lane.await(tally, records);
            rate = records / ((System.nanoTime() - start) / 1e9);
        } finally {
            guard.close();
        }
        lane.finish(tally);
        return rate;
    }

    /** Texts a second of the engine alone, one value a round. */
    List<Double> alone() {
        return alone;
    }

    /** Texts a second through Kafka, one value a round. */
    List<Double> through() {
        return through;
    }

    /** The share of the time through Kafka in which a batch ran, one value a round. */
    List<Double> busy() {
        return busy;
    }

    /** Processors that Java's compiler took through Kafka, one value a round. */
    List<Double> compiling() {
        return compiling;
    }

    /** Through Kafka as a share of the engine alone, one value a round. */
    List<Double> ratios() {
        return Ratios.of(through, alone);
    }
}
