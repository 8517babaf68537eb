package dev.antidote.stream;

import dev.antidote.config.GuardConfig;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds the guard's topology; {@code topology/topology.txt} is its text and {@code topology/README.md} its picture. */
public final class GuardTopology {
    /** Small segments and eager cleaning: the changelog is a ring of few keys that are rewritten all the time. */
    private static final Map<String, String> CHANGELOG = Map.of(
            "segment.bytes", "4194304",
            "min.cleanable.dirty.ratio", "0.1",
            "delete.retention.ms", "60000");

    /** What a slot adds to its record: sequence, origin, lengths. */
    private static final long SLOT_OVERHEAD = 64 * 1024L;

    private final GuardConfig config;
    private final TopicNames topics;
    private final Gate gate;
    private final Answers answers;
    private final RateRecords rates;
    private final Inference inference;
    private final GuardObserver observer;
    private final Clock clock;
    private final BeforeCommit commits = new BeforeCommit();

    private GuardTopology(
            GuardConfig config,
            LiveModel models,
            GuardSerdes serdes,
            Inference inference,
            GuardObserver observer,
            Clock clock) {
        this.config = config;
        this.topics = new TopicNames(config.topicPrefix());
        Patience patience = Patience.of(config.ring().timeout());
        RecordSample sample =
                new RecordSample(config.flags().ablationShare(), config.flags().sampleSeed());
        this.gate = new Gate(config.requests(), sample, models, serdes, patience);
        this.answers = new Answers(
                topics,
                new VerdictAssembler(models, clock),
                new FlagRules(config.flags()),
                serdes,
                config.onFailure(),
                patience,
                observer);
        this.rates = new RateRecords(topics, serdes, patience);
        this.inference = inference;
        this.observer = observer;
        this.clock = clock;
    }

    /** The topology of this configuration; {@code inference} and {@code serdes} are shared by all its tasks. */
    public static Topology of(
            GuardConfig config,
            LiveModel models,
            GuardSerdes serdes,
            Inference inference,
            GuardObserver observer,
            Clock clock) {
        return new GuardTopology(config, models, serdes, inference, observer, clock).build();
    }

    private Topology build() {
        Topology topology = new Topology();
        addSource(topology, Names.REQUESTS_SOURCE, topics.requests());
        addSource(topology, Names.PROBES_SOURCE, topics.probes());
        topology.addProcessor(
                Names.DECODE_REQUESTS, () -> new DecodeProcessor(RecordKind.REQUEST, gate), Names.REQUESTS_SOURCE);
        topology.addProcessor(
                Names.DECODE_PROBES, () -> new DecodeProcessor(RecordKind.PROBE, gate), Names.PROBES_SOURCE);
        topology.addProcessor(Names.IN_FLIGHT, this::ring, Names.DECODE_REQUESTS, Names.DECODE_PROBES);
        topology.addStateStore(slots(), Names.IN_FLIGHT);
        addSink(topology, Names.VERDICTS_SINK, topics.verdicts(), Names.IN_FLIGHT);
        addSink(topology, Names.FLAGGED_SINK, topics.flagged(), Names.IN_FLIGHT);
        addSink(topology, Names.PROBE_OUTCOMES_SINK, topics.probeOutcomes(), Names.IN_FLIGHT);
        addSink(topology, Names.DEAD_LETTERS_SINK, topics.deadLetters(), Names.IN_FLIGHT);
        addCounting(topology);
        addWindows(topology);
        return topology;
    }

    private void addCounting(Topology topology) {
        topology.addProcessor(Names.COUNT, () -> new CountProcessor(config.asr().window(), commits), Names.IN_FLIGHT);
        topology.addStateStore(counts(Names.COUNTS), Names.COUNT);
        topology.addStateStore(commits.store(), Names.IN_FLIGHT, Names.COUNT);
        addSink(topology, Names.COUNTS_SINK, topics.counts(), Names.COUNT);
    }

    private void addWindows(Topology topology) {
        addSource(topology, Names.RATES_SOURCE, topics.counts());
        topology.addProcessor(
                Names.RATES, () -> new WindowProcessor(config.asr(), rates, observer), Names.RATES_SOURCE);
        topology.addStateStore(counts(Names.RATE_WINDOWS).withCachingEnabled(), Names.RATES);
        addSink(topology, Names.ASR_SINK, topics.asr(), Names.RATES);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> counts(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }

    private RingProcessor ring() {
        RingProcessor.Settings settings = new RingProcessor.Settings(
                config.ring().slots(),
                config.ring().memory().bytes(),
                config.ring().timeout(),
                config.stream().poll());
        return new RingProcessor(settings, gate, inference, answers, observer, commits);
    }

    private StoreBuilder<KeyValueStore<Integer, byte[]>> slots() {
        Map<String, String> changelog = new TreeMap<>(CHANGELOG);
        changelog.put(
                "max.message.bytes",
                String.valueOf(config.requests().maxRecord().bytes() + SLOT_OVERHEAD));
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Names.SLOTS), Serdes.Integer(), Serdes.ByteArray())
                .withLoggingEnabled(changelog);
    }

    private void addSource(Topology topology, String node, String topic) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                node,
                sensibleTimestamps(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topic);
    }

    /** A record without a timestamp must not stop the stream: it gets the time of its arrival. */
    private TimestampExtractor sensibleTimestamps() {
        return (record, partitionTime) -> record.timestamp() >= 0 ? record.timestamp() : clock.millis();
    }

    private static void addSink(Topology topology, String node, String topic, String parent) {
        topology.addSink(node, topic, new ByteArraySerializer(), new ByteArraySerializer(), parent);
    }
}
