package dev.antidote.cli.bench;

import dev.antidote.cli.Session;
import dev.antidote.cli.ShutdownSequence;
import dev.antidote.embedded.EmbeddedBroker;
import dev.antidote.train.Progress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Runs the parts of the benchmark one after another, on one embedded broker and with one model. */
public final class Bench {
    private final Session session;
    private final Workload workload;
    private final BenchSettings settings;
    private final Progress progress;

    public Bench(Session session, Workload workload, BenchSettings settings, Progress progress) {
        this.session = session;
        this.workload = workload;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @throws IllegalStateException if the pipeline lost or repeated a record
     */
    public List<Measure> run(Set<Part> parts) {
        List<Measure> measures = new ArrayList<>();
        if (parts.contains(Part.ENGINE)) {
            measures.addAll(new EnginePart(workload, settings.rounds(), progress).run());
        }
        Set<Part> streaming = EnumSet.copyOf(parts);
        streaming.remove(Part.ENGINE);
        if (!streaming.isEmpty()) {
            measures.addAll(stream(streaming));
        }
        return measures;
    }

    private List<Measure> stream(Set<Part> parts) {
        progress.at("starting the broker", 0, 1);
        EmbeddedBroker broker = EmbeddedBroker.start();
        ShutdownSequence.Registration owned = session.shutdown().register("broker", broker);
        try (RawEngine engine = new RawEngine(workload, workload.loader().precision())) {
            progress.at("starting the broker", 1, 1);
            LaneFactory lanes = (name, partitions) ->
                    new Lane(session, broker.bootstrapServers(), settings.guard(), name, partitions);
            return new StreamParts(workload, engine, lanes, settings, progress).run(parts);
        } finally {
            owned.close();
        }
    }

    /** Makes topics on the broker. */
    @FunctionalInterface
    interface LaneFactory {
        Lane lane(String name, int partitions);
    }
}
