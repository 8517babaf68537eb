package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.antidote.config.GuardConfig;
import dev.antidote.embedded.EmbeddedBroker;
import dev.antidote.testing.FakeClassifier;
import dev.antidote.testing.TopicReader;
import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Measure;
import dev.antidote.wire.avro.ProbeOutcome;
import dev.antidote.wire.avro.Verdict;
import dev.antidote.wire.avro.VerdictStatus;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole guard on a real broker, with a model that judges by words. */
class GuardStreamsIT {
    private static final int REQUESTS = 3000;
    private static final int PROBES = 300;
    private static final int GARBAGE = 60;
    private static final int ANSWERED = REQUESTS + GARBAGE;
    private static final int PARTITIONS = 2;
    private static final long START = Clock.systemUTC().millis(); // topics delete what is older than their retention
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        assertThat(broker.close(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void shouldAnswerEveryRecordExactlyOnceAcrossARestart() {
        GuardConfig config = config("exact.");
        provision(config);
        FakeClassifier classifier = new FakeClassifier(2, Duration.ofMillis(20));

        GuardStreams first = start(config, classifier);
        produce(config, 0, REQUESTS / 2);
        try (TopicReader verdicts = reader(config.topicPrefix() + "verdicts")) {
            await().atMost(PATIENCE).until(() -> verdicts.poll().size() > REQUESTS / 8);
            produce(config, REQUESTS / 2, REQUESTS); // so that there is work in flight at the end
            assertThat(first.close(Duration.ofSeconds(20))).isTrue();
            assertThat(first.state()).isEqualTo(KafkaStreams.State.NOT_RUNNING);
            int judgedBefore = verdicts.poll().size();
            assertThat(judgedBefore).isLessThan(REQUESTS);

            try (GuardStreams second = start(config, classifier);
                    TopicReader outcomes = reader(config.topicPrefix() + "probe-outcomes");
                    TopicReader letters = reader(config.topicPrefix() + "dead-letters");
                    TopicReader rates = reader(config.topicPrefix() + "asr")) {
                await().atMost(PATIENCE)
                        .until(() -> verdicts.poll().size() >= ANSWERED
                                && outcomes.poll().size() >= PROBES
                                && letters.poll().size() >= GARBAGE);
                await().atMost(PATIENCE)
                        .until(() -> counted(config, rates, Measure.ASR) >= PROBES
                                && counted(config, rates, Measure.DISAGREEMENT) >= REQUESTS);
                assertThat(second.close(Duration.ofSeconds(20))).isTrue(); // whatever else might come has come
                assertVerdicts(config, classifier, verdicts.poll());
                assertOutcomes(config, outcomes.poll());
                assertLetters(config, letters.poll());
                assertThat(counted(config, rates, Measure.ASR)).isEqualTo(PROBES);
                assertThat(counted(config, rates, Measure.DISAGREEMENT)).isEqualTo(REQUESTS);
            }
        }
        assertThat(classifier.encoded())
                .as("something was in flight at the restart")
                .isGreaterThan(REQUESTS + PROBES);
        assertThat(classifier.largestBatch()).as("records share batches").isGreaterThan(8);
    }

    @Test
    void shouldGoOnWithMorePartitionsOnceItsChangelogsHaveThemToo() {
        GuardConfig config = config("more.");
        provision(config);
        FakeClassifier classifier = new FakeClassifier(2, Duration.ofMillis(20));
        GuardStreams first = start(config, classifier);
        produce(config, 0, REQUESTS / 2);
        assertThat(first.close(Duration.ofSeconds(20))).isTrue();

        Map<String, NewPartitions> more = Stream.of(
                        config.topicPrefix() + "requests",
                        config.topicPrefix() + "probes",
                        config.applicationId() + "-slots-changelog",
                        config.applicationId() + "-counts-changelog")
                .collect(Collectors.toMap(topic -> topic, topic -> NewPartitions.increaseTo(PARTITIONS + 1)));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(admin.createPartitions(more).all().toCompletionStage()).succeedsWithin(PATIENCE);
        }

        try (GuardStreams second = start(config, classifier);
                TopicReader verdicts = reader(config.topicPrefix() + "verdicts")) {
            send(List.of(new ProducerRecord<>(
                    config.topicPrefix() + "requests",
                    PARTITIONS,
                    START,
                    bytes("k"),
                    GuardFixture.request(config, "new", "fine"))));
            await().atMost(PATIENCE).until(() -> verdicts.poll().size() > ANSWERED / 2);
            assertThat(second.close(Duration.ofSeconds(20))).isTrue();
            assertThat(verdicts.poll()).hasSize(ANSWERED / 2 + 1);
            assertThat(verdicts.poll().stream()
                            .map(record -> verdict(config, record).getId())
                            .distinct())
                    .hasSize(ANSWERED / 2 + 1)
                    .contains("new");
        }
    }

    @Test
    void shouldPutAnotherBundleInPlaceUnderLoad() {
        GuardConfig config = config("swap.");
        provision(config);
        FakeClassifier classifier = new FakeClassifier(2, Duration.ofMillis(20));
        AtomicInteger closed = new AtomicInteger();
        LiveModel models = LiveModel.of(GuardFixture.model(classifier), closed::incrementAndGet);
        GuardModel next = new GuardModel(classifier, GuardFixture.LABELS, FakeClassifier.PROMPT, "bundle-2", 0.2);

        try (GuardStreams guard = GuardStreams.start(
                        config, models, GuardSerdes.of(config), GuardTelemetry.NOOP, Clock.systemUTC());
                TopicReader verdicts = reader(config.topicPrefix() + "verdicts")) {
            produce(config, 0, REQUESTS);
            await().atMost(PATIENCE).until(() -> verdicts.poll().size() > REQUESTS / 8);
            models.swap(next, () -> {});
            await().atMost(PATIENCE).until(() -> verdicts.poll().size() >= ANSWERED);
            assertThat(guard.close(Duration.ofSeconds(20))).isTrue(); // whatever else might come has come
            List<Verdict> all = verdicts.poll().stream()
                    .map(record -> verdict(config, record))
                    .toList();
            assertThat(all).extracting(Verdict::getId).doesNotHaveDuplicates().hasSize(ANSWERED);
            assertThat(all)
                    .extracting(Verdict::getBundle)
                    .containsOnly(GuardFixture.BUNDLE, "bundle-2")
                    .contains(GuardFixture.BUNDLE, "bundle-2");
            assertThat(closed).as("the old model is closed once").hasValue(1);
        }
    }

    @Test
    void shouldNameTheMissingTopics() {
        GuardConfig config = config("absent.");

        assertThatThrownBy(() -> start(config, new FakeClassifier(2)))
                .isInstanceOf(GuardException.class)
                .hasMessageContaining("absent.requests, absent.verdicts")
                .hasMessageContaining("topology/topics.yaml")
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldSayWithinSecondsThatNoBrokerAnswers() {
        GuardConfig config = GuardFixture.config(Map.of("stream.brokerTimeout", "1s"));

        assertThatThrownBy(() -> start(config, new FakeClassifier(2)))
                .isInstanceOf(GuardException.class)
                .hasMessage("no Kafka broker answered at 127.0.0.1:1 within 1s; is it running, and is"
                        + " kafka.bootstrap.servers right?");
        GuardConfig nowhere = GuardFixture.config(Map.of("kafka.bootstrap.servers", "no.such.host.invalid:9092"));
        assertThatThrownBy(() -> start(nowhere, new FakeClassifier(2)))
                .isInstanceOf(GuardException.class)
                .hasMessageStartingWith("kafka.bootstrap.servers no.such.host.invalid:9092: ")
                .hasMessageEndingWith("this machine's name service must know the host");
    }

    @Test
    void shouldRefuseSettingsThatKafkaRefuses() {
        GuardConfig good = config("refused.");
        provision(good);
        GuardConfig config = GuardFixture.config(Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "topicPrefix", "refused.",
                "kafka.num.standby.replicas", "many"));

        assertThatThrownBy(() -> start(config, new FakeClassifier(2)))
                .isInstanceOf(GuardException.class)
                .hasMessageStartingWith("Kafka refuses the settings of the kafka section: ")
                .hasMessageContaining("num.standby.replicas");
    }

    @Test
    void shouldProvisionTopicsOnceAndReportWhatDiffers() {
        GuardConfig config = config("provisioned.");
        TopicProvisioner provisioner = new TopicProvisioner(config.kafka(), Duration.ofSeconds(10));
        Topics topics = Topics.packaged();

        TopicReport first = provisioner.apply(topics, "provisioned.");
        TopicReport second = provisioner.apply(topics, "provisioned.");
        TopicReport third = provisioner.apply(topics.withPartitions(9), "provisioned.");

        List<String> names = new TopicNames("provisioned.").all();
        assertThat(first.created()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(first.differences()).isEmpty();
        assertThat(second.created()).isEmpty();
        assertThat(second.unchanged()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(third.differences()).contains("provisioned.requests: has 4 partitions, described are 9");
    }

    private static GuardConfig config(String prefix) {
        return GuardFixture.config(Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "applicationId", prefix + "guard",
                "topicPrefix", prefix,
                "ring.slots", "64",
                "stream.sessionTimeout", "3s",
                "batcher.maxBatch", "32",
                "asr.window", "1s",
                "asr.grace", "1m",
                "asr.updates", "1s"));
    }

    private static void provision(GuardConfig config) {
        new TopicProvisioner(config.kafka(), Duration.ofSeconds(10))
                .apply(Topics.packaged().withPartitions(PARTITIONS), config.topicPrefix());
    }

    private static GuardStreams start(GuardConfig config, FakeClassifier classifier) {
        GuardStreams guard = GuardStreams.start(
                config, GuardFixture.model(classifier), GuardSerdes.of(config), GuardTelemetry.NOOP, Clock.systemUTC());
        guard.awaitRunning(PATIENCE);
        return guard;
    }

    private static TopicReader reader(String topic) {
        return new TopicReader(broker.bootstrapServers(), topic);
    }

    private static void produce(GuardConfig config, int from, int to) {
        send(IntStream.range(from, to)
                .boxed()
                .flatMap(i -> records(config, i).stream())
                .toList());
    }

    private static void send(List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            records.forEach(record -> sent.add(producer.send(record)));
        }
        assertThat(sent).allSatisfy(future -> assertThat(future).succeedsWithin(Duration.ZERO));
    }

    private static List<ProducerRecord<byte[], byte[]>> records(GuardConfig config, int i) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(record(config, "requests", i, GuardFixture.request(config, "r" + i, text(i))));
        if (i % (REQUESTS / PROBES) == 0) {
            records.add(record(
                    config,
                    "probes",
                    i,
                    GuardFixture.probe(config, "p" + i, text(i), "ok", "abuse", Instant.ofEpochMilli(START + i))));
        }
        if (i % (REQUESTS / GARBAGE) == 0) {
            records.add(record(config, "requests", i, garbage(i)));
        }
        return records;
    }

    private static ProducerRecord<byte[], byte[]> record(GuardConfig config, String topic, int i, byte[] value) {
        byte[] key = bytes("k" + i);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(config.topicPrefix() + topic, i % PARTITIONS, START + i, key, value);
        record.headers().add("trace", bytes("t" + i)).add("nothing", null);
        return record;
    }

    private static byte[] garbage(int i) {
        return i == 0 ? new byte[1_000_000] : bytes("garbage " + i); // the first is about as large as Kafka takes
    }

    private static String text(int i) {
        return "message number " + i + " of " + "word ".repeat(1 + i % 17);
    }

    private static void assertVerdicts(
            GuardConfig config, FakeClassifier classifier, List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, Verdict> byId = new TreeMap<>();
        Map<Integer, List<Integer>> order = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Verdict verdict = verdict(config, record);
            int i = Integer.parseInt(verdict.getId().substring(1));
            assertThat(byId.put(verdict.getId(), verdict))
                    .as("doubled %s", verdict.getId())
                    .isNull();
            assertKept(record, i);
            if (verdict.getId().startsWith("k")) { // garbage, named by its key
                assertThat(verdict.getStatus()).isEqualTo(VerdictStatus.REFUSED);
                continue;
            }
            assertThat(verdict.getStatus()).isEqualTo(VerdictStatus.JUDGED);
            assertThat(verdict.getLabel()).isEqualTo(GuardFixture.LABELS.names().get(classifier.labelOf(text(i))));
            assertThat(verdict.getBundle()).isEqualTo(GuardFixture.BUNDLE);
            order.computeIfAbsent(record.partition() * PARTITIONS + i % PARTITIONS, p -> new ArrayList<>())
                    .add(i);
        }
        assertThat(byId).as("lost or invented").hasSize(ANSWERED);
        assertThat(order.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
    }

    private static Verdict verdict(GuardConfig config, ConsumerRecord<byte[], byte[]> record) {
        return GuardFixture.serde(config, Verdict.class).deserializer().deserialize(record.topic(), record.value());
    }

    private static void assertOutcomes(GuardConfig config, List<ConsumerRecord<byte[], byte[]>> records) {
        assertThat(records).hasSize(PROBES);
        assertThat(records.stream()
                        .map(record -> GuardFixture.serde(config, ProbeOutcome.class)
                                .deserializer()
                                .deserialize(record.topic(), record.value()))
                        .map(ProbeOutcome::getId)
                        .distinct())
                .hasSize(PROBES);
    }

    /** Trials of all windows, by what was last written of each. */
    private static long counted(GuardConfig config, TopicReader rates, Measure measure) {
        Map<Instant, Long> trials = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : rates.poll()) {
            LiveRate rate = GuardFixture.serde(config, LiveRate.class)
                    .deserializer()
                    .deserialize(record.topic(), record.value());
            if (rate.getMeasure() == measure) {
                trials.put(rate.getWindowStart(), rate.getTrials());
            }
        }
        return trials.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void assertLetters(GuardConfig config, List<ConsumerRecord<byte[], byte[]>> records) {
        assertThat(records).hasSize(GARBAGE);
        assertThat(records).allSatisfy(record -> {
            int i = Integer.parseInt(text(record.key()).substring(1));
            assertThat(record.value()).isEqualTo(garbage(i));
            assertThat(header(record, DeadLetters.TOPIC)).isEqualTo(config.topicPrefix() + "requests");
            assertThat(header(record, DeadLetters.PARTITION)).isEqualTo(String.valueOf(i % PARTITIONS));
            assertThat(header(record, "trace")).isEqualTo("t" + i);
        });
        assertThat(records.stream()
                        .map(record -> header(record, DeadLetters.PARTITION) + header(record, DeadLetters.OFFSET)))
                .doesNotHaveDuplicates();
    }

    private static void assertKept(ConsumerRecord<byte[], byte[]> record, int i) {
        assertThat(record.key()).isEqualTo(bytes("k" + i));
        assertThat(record.timestamp()).isEqualTo(START + i);
        assertThat(Arrays.stream(record.headers().toArray()).map(Header::key)).containsExactly("trace", "nothing");
        assertThat(header(record, "trace")).isEqualTo("t" + i);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
