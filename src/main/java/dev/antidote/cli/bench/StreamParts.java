package dev.antidote.cli.bench;

import dev.antidote.cli.report.Latency;
import dev.antidote.config.GuardConfig;
import dev.antidote.train.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parts that go through Kafka. */
final class StreamParts {
    private static final double KAFKA_WANTED = 0.90;
    private static final double CEILING_WANTED = 0.6;
    private static final double IDLE_RATE = 20;
    private static final String THROUGH_KAFKA = "measuring the same texts through Kafka";
    private static final String WARMING = "warming up until Java's compiler is quiet";
    private static final String INSTANT = "measuring the pipeline with an instant model";

    /**
     * Until a service has run for minutes, Java's compiler takes a sixth of a processor for Kafka's code. So before anything is
     * counted an instant model answers many requests, with commits as often as can be.
     */
    private static final double WARM_UP_RATE = 5_000;

    private static final int WARM_UP_SECONDS = 30;
    private static final Map<String, String> OFTEN = Map.of("stream.commitInterval", "5ms");

    private static final int USUAL_PARTITIONS = 2;
    private static final List<Integer> PARTITIONS = List.of(1, 2, 4);
    private static final List<Integer> THREADS = List.of(1, 2);

    private final Workload workload;
    private final RawEngine engine;
    private final Bench.LaneFactory lanes;
    private final BenchSettings settings;
    private final Progress progress;
    private double saturation = Double.NaN;

    StreamParts(
            Workload workload, RawEngine engine, Bench.LaneFactory lanes, BenchSettings settings, Progress progress) {
        this.workload = workload;
        this.engine = engine;
        this.lanes = lanes;
        this.settings = settings;
        this.progress = progress;
    }

    List<Measure> run(Set<Part> parts) {
        List<Measure> measures = new ArrayList<>();
        warmUp();
        if (parts.contains(Part.KAFKA)) {
            measures.addAll(kafka());
        }
        if (parts.contains(Part.CEILING)) {
            measures.addAll(ceiling());
        }
        if (parts.contains(Part.IDLE)) {
            measures.addAll(latency(Part.IDLE, IDLE_RATE));
        }
        if (parts.contains(Part.HALF)) {
            measures.addAll(latency(Part.HALF, saturation() / 2));
        }
        if (parts.contains(Part.PARTITIONS)) {
            measures.addAll(partitions());
        }
        return measures;
    }

    private void warmUp() {
        try (Lane lane = lanes.lane("warm-up", USUAL_PARTITIONS)) {
            progress.at("warming up", 0, 1);
            GuardConfig config = lane.config("bench-warm-up", 1, OFTEN);
            new PacedRun(lane, config, CeilingRounds.instant(workload), workload.texts())
                    .at(WARM_UP_RATE, WARM_UP_SECONDS);
            progress.at("warming up", 1, 1);
        }
    }

    private List<Measure> kafka() {
        String part = Part.KAFKA.label();
        BatchTally batches = new BatchTally();
        try (Lane lane = lanes.lane("kafka", USUAL_PARTITIONS)) {
            KafkaRounds rounds =
                    new KafkaRounds(workload, engine, lane, lane.config("bench-kafka", 1), settings.passes());
            progress.at(WARMING, 0, 1);
            rounds.warmUp();
            progress.at(WARMING, 1, 1);
            for (int round = 0; round < settings.rounds(); round++) {
                progress.at(THROUGH_KAFKA, round, settings.rounds());
                rounds.round(batches);
            }
            progress.at(THROUGH_KAFKA, settings.rounds(), settings.rounds());
            Measure through = Measure.of(part, "through Kafka, texts/s", rounds.through());
            saturation = through.median();
            List<Measure> measures = new ArrayList<>(List.of(
                    Measure.of(part, "engine alone, texts/s", rounds.alone()),
                    through,
                    new Measure(part, "through Kafka / engine alone", rounds.ratios(), KAFKA_WANTED),
                    Measure.of(part, "share of the time in which a batch runs", rounds.busy()),
                    Measure.of(part, "processors that Java's compiler took", rounds.compiling())));
            measures.addAll(batches.measures(part));
            return measures;
        }
    }

    private List<Measure> ceiling() {
        try (Lane lane = lanes.lane("ceiling", USUAL_PARTITIONS)) {
            progress.at(INSTANT, 0, settings.rounds() + 1L);
            CeilingRounds.fill(lane, workload, settings.records());
            CeilingRounds rounds = new CeilingRounds(workload, lane, "bench-ceiling", 1, settings.records());
            rounds.warmUp();
            for (int round = 1; round <= settings.rounds(); round++) {
                progress.at(INSTANT, round, settings.rounds() + 1L);
                rounds.round();
            }
            progress.at(INSTANT, settings.rounds() + 1L, settings.rounds() + 1L);
            return ceiling(Part.CEILING.label(), "", rounds);
        }
    }

    private static List<Measure> ceiling(String part, String where, CeilingRounds rounds) {
        return List.of(
                Measure.of(part, where + "instant model, records/s", rounds.guarded()),
                Measure.of(part, where + "plain topology, records/s", rounds.plain()),
                new Measure(part, where + "instant model / plain topology", rounds.ratios(), CEILING_WANTED));
    }

    private List<Measure> latency(Part part, double perSecond) {
        progress.at("measuring the latency at " + Math.round(perSecond) + " requests/s", 0, 1);
        try (Lane lane = lanes.lane(part.label(), USUAL_PARTITIONS)) {
            PacedRun run = new PacedRun(
                    lane, lane.config("bench-" + part.label(), 1), workload.served(engine.model()), workload.texts());
            Latency latency = run.at(perSecond, settings.seconds());
            return List.of(
                    Measure.of(part.label(), "requests/s", perSecond),
                    Measure.of(part.label(), "p50, ms", latency.p50()),
                    Measure.of(part.label(), "p90, ms", latency.p90()),
                    Measure.of(part.label(), "p99, ms", latency.p99()),
                    Measure.of(part.label(), "slowest, ms", latency.max()));
        }
    }

    /** Texts a second that the guard can take; measured here if no part has done so before. */
    private double saturation() {
        if (Double.isNaN(saturation)) {
            try (Lane lane = lanes.lane("saturation", USUAL_PARTITIONS)) {
                progress.at("finding what saturates the guard", 0, 1);
                KafkaRounds rounds = new KafkaRounds(workload, engine, lane, lane.config("bench-saturation", 1), 1);
                rounds.warmUp();
                rounds.round(new BatchTally());
                saturation = rounds.through().get(0);
            }
        }
        return saturation;
    }

    private List<Measure> partitions() {
        List<Measure> measures = new ArrayList<>();
        int done = 0;
        for (int partitions : PARTITIONS) {
            try (Lane lane = lanes.lane("partitions" + partitions, partitions);
                    Lane instant = lanes.lane("instant" + partitions, partitions)) {
                CeilingRounds.fill(instant, workload, settings.records());
                for (int threads : THREADS) {
                    progress.at("measuring partitions and threads", done++, (long) PARTITIONS.size() * THREADS.size());
                    measures.addAll(partitions(lane, instant, partitions, threads));
                }
            }
        }
        return measures;
    }

    /** Names say partitions x stream threads. */
    private List<Measure> partitions(Lane lane, Lane instant, int partitions, int threads) {
        String part = Part.PARTITIONS.label();
        String name = partitions + "p" + threads + "t";
        String where = partitions + " x " + threads + ": ";
        KafkaRounds kafka = new KafkaRounds(
                workload, engine, lane, lane.config("bench-kafka-" + partitions, threads), settings.passes());
        CeilingRounds ceiling =
                new CeilingRounds(workload, instant, "bench-instant-" + name, threads, settings.records());
        kafka.warmUp();
        ceiling.warmUp();
        for (int round = 1; round <= settings.rounds(); round++) {
            kafka.round(new BatchTally());
            ceiling.round();
        }
        List<Measure> measures = new ArrayList<>(List.of(
                Measure.of(part, where + "through Kafka, texts/s", kafka.through()),
                Measure.of(part, where + "through Kafka / engine alone", kafka.ratios())));
        measures.addAll(ceiling(part, where, ceiling));
        return measures;
    }
}
