package dev.antidote.cli.bench;

import dev.antidote.batch.BatchObserver;
import dev.antidote.cli.ShutdownSequence;
import dev.antidote.config.GuardConfig;
import dev.antidote.stream.GuardModel;
import java.util.ArrayList;
import java.util.List;

/**
 * The workload's texts through Kafka, alternating with the engine alone on the same texts and the same model. A guard runs only while
 * its own side is measured; all that share a lane have one application id, or the next would begin with the requests of the last.
 */
final class KafkaRounds {
    private final Workload workload;
    private final RawEngine engine;
    private final GuardModel served;
    private final Lane lane;
    private final GuardConfig config;
    private final List<Double> alone = new ArrayList<>();
    private final List<Double> through = new ArrayList<>();
    private int runs;

    KafkaRounds(Workload workload, RawEngine engine, Lane lane, GuardConfig config) {
        this.workload = workload;
        this.engine = engine;
        this.served = workload.served(engine.model());
        this.lane = lane;
        this.config = config;
    }

    /** One round of both sides that is not counted. */
    void warmUp() {
        engine.textsPerSecond();
        textsPerSecond(BatchObserver.NOOP);
    }

    /** One round of both sides. */
    void round(BatchObserver batches) {
        alone.add(engine.textsPerSecond());
        through.add(textsPerSecond(batches));
    }

    /** From the first send to the last verdict that a reader has seen. */
    private double textsPerSecond(BatchObserver batches) {
        String run = config.applicationId() + '-' + config.stream().threads() + '-' + runs++;
        List<String> texts = workload.texts();
        AnswerTally tally = new AnswerTally(run, texts.size(), number -> {});
        double rate;
        ShutdownSequence.Registration guard = lane.guard(config, served, batches);
        try {
            long start = System.nanoTime();
            for (int i = 0; i < texts.size(); i++) {
                lane.send(run, i, texts.get(i));
            }
            lane.confirm();
            lane.await(tally, texts.size());
            rate = texts.size() / ((System.nanoTime() - start) / 1e9);
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

    /** Through Kafka as a share of the engine alone, one value a round. */
    List<Double> ratios() {
        return Ratios.of(through, alone);
    }
}
