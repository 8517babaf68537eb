package dev.antidote.cli.bench;

import dev.antidote.batch.BatchObserver;
import dev.antidote.cli.CommandException;
import dev.antidote.cli.ShutdownSequence;
import dev.antidote.config.GuardConfig;
import dev.antidote.stream.GuardModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The guard with an instant model, alternating with a plain stateless topology. Both work off the same backlog, which was written
 * before, each time under a new application id and so from its beginning.
 */
final class CeilingRounds {
    private static final String RUN = "backlog";
    /** What comes before this share of the records is start-up and is not counted. */
    private static final double START_UP = 0.2;

    private static final double LEAST_COUNTED = 0.4;

    private final GuardModel instant;
    private final Lane lane;
    private final String name;
    private final int threads;
    private final int records;
    private final List<Double> guarded = new ArrayList<>();
    private final List<Double> plain = new ArrayList<>();
    private int runs;

    CeilingRounds(Workload workload, Lane lane, String name, int threads, int records) {
        this.instant = instant(workload);
        this.lane = lane;
        this.name = name;
        this.threads = threads;
        this.records = records;
    }

    /** A model that takes no time. */
    static GuardModel instant(Workload workload) {
        return new GuardModel(new InstantClassifier(), workload.labels(), workload.prompt(), "instant", 0);
    }

    /** Writes the records that every round of this lane works off. */
    static void fill(Lane lane, Workload workload, int records) {
        List<String> texts = workload.texts();
        for (int i = 0; i < records; i++) {
            lane.send(RUN, i, texts.get(i % texts.size()));
        }
        lane.confirm();
    }

    /** One round of both sides that is not counted. */
    void warmUp() {
        recordsPerSecond(this::startGuard);
        recordsPerSecond(lane::plain);
    }

    /** One round of both sides. */
    void round() {
        guarded.add(recordsPerSecond(this::startGuard));
        plain.add(recordsPerSecond(lane::plain));
    }

    private ShutdownSequence.Registration startGuard(GuardConfig config) {
        return lane.guard(config, instant, BatchObserver.NOOP);
    }

    /**
     * Once the start-up is over, notes what is committed and not what the reader has seen of it: commits come in lumps of a tenth of a
     * second, and a short run is little more than a few of them.
     */
    private double recordsPerSecond(Function<GuardConfig, ShutdownSequence.Registration> start) {
        AnswerTally tally = new AnswerTally(RUN, records, number -> {});
        long before = lane.committed();
        double rate;
        ShutdownSequence.Registration running = start.apply(lane.config(name + '-' + runs++, threads));
        try {
            lane.await(tally, (int) (START_UP * records));
            long from = System.nanoTime();
            long counted = records - (lane.committed() - before);
            if (counted < LEAST_COUNTED * records) {
                throw new CommandException("--records: " + records
                        + " are too few for this machine, nearly all came at once; take ten times as many");
            }
            lane.await(tally, records);
            rate = counted / ((System.nanoTime() - from) / 1e9);
        } finally {
            running.close();
        }
        lane.finish(tally);
        return rate;
    }

    /** Records a second through the guard, one value a round. */
    List<Double> guarded() {
        return guarded;
    }

    /** Records a second through the plain topology, one value a round. */
    List<Double> plain() {
        return plain;
    }

    /** The guard as a share of the plain topology, one value a round. */
    List<Double> ratios() {
        return Ratios.of(guarded, plain);
    }
}
