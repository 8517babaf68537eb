package dev.antidote.stream;

import dev.antidote.config.GuardConfig;
import dev.antidote.p2p.Judgement;
import dev.antidote.testing.FakeClassifier;
import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Measure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The guard's topology without a broker, with a model that answers at once; counts what an observer is told. */
final class GuardDriver implements AutoCloseable {
    private static final Clock CLOCK = Clock.fixed(GuardFixture.SENT, ZoneOffset.UTC);

    static final long TIME = 1_700_000_000_000L;

    private final LiveModel models;
    private final GuardConfig config;
    private final Topology topology;
    private final TopologyTestDriver driver;
    private final List<LiveRate> measured = new ArrayList<>();
    private final List<Double> ablated = new ArrayList<>();
    private int counted;
    private long late;

    GuardDriver(Map<String, String> flags) {
        this(flags, GuardFixture.live(new FakeClassifier(2)));
    }

    GuardDriver(Map<String, String> flags, LiveModel models) {
        this.models = models;
        config = GuardFixture.config(flags);
        topology = GuardTopology.of(config, models, GuardSerdes.of(config), this::judgeAtOnce, new Counter(), CLOCK);
        driver = new TopologyTestDriver(
                topology, StreamSettings.of(config, Path.of("target", "guard-driver")), GuardFixture.SENT);
    }

    GuardConfig config() {
        return config;
    }

    void send(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        send(topic, new TestRecord<>(key, value, new RecordHeaders(), TIME));
    }

    void send(String topic, TestRecord<byte[], byte[]> record) {
        driver.createInputTopic(config.topicPrefix() + topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
        driver.advanceWallClockTime(Duration.ofMillis(5));
    }

    List<TestRecord<byte[], byte[]>> all(String topic) {
        return driver.createOutputTopic(
                        config.topicPrefix() + topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** How many records the observer was told of as judged or dead. */
    int counted() {
        return counted;
    }

    /** The names of the nodes of each part of the topology, by its number. */
    Map<Integer, Set<String>> parts() {
        return topology.describe().subtopologies().stream()
                .collect(Collectors.toMap(TopologyDescription.Subtopology::id, part -> part.nodes().stream()
                        .map(TopologyDescription.Node::name)
                        .collect(Collectors.toSet())));
    }

    /** Lets the clock go on. */
    void advance(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** The windows that the observer was told of. */
    List<LiveRate> measured() {
        return measured;
    }

    /** The ablation signals that the observer was told of. */
    List<Double> ablated() {
        return ablated;
    }

    /** How many trials the observer was told of as late. */
    long late() {
        return late;
    }

    private CompletableFuture<Judged> judgeAtOnce(Submission submission) {
        try {
            return CompletableFuture.completedFuture(
                    new LiveJudge(models, new LabelOrder(config.requests().labelOrder()), CLOCK)
                            .apply(List.of(submission))
                            .get(0));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        driver.close();
    }

    private final class Counter implements GuardObserver {
        @Override
        public void judged(Judged judged) {
            counted++;
        }

        @Override
        public void probed(Judgement judgement, boolean attackSucceeded) {
            counted++;
        }

        @Override
        public void ablated(double signal) {
            ablated.add(signal);
        }

        @Override
        public void measured(LiveRate rate) {
            measured.add(rate);
        }

        @Override
        public void late(Measure measure, long count) {
            late += count;
        }

        @Override
        public void deadLettered(Throwable reason) {
            counted++;
        }
    }
}
