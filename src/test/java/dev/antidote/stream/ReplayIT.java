package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.antidote.config.GuardConfig;
import dev.antidote.embedded.EmbeddedBroker;
import dev.antidote.testing.FakeClassifier;
import dev.antidote.testing.TopicReader;
import dev.antidote.wire.RecordPlace;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Letters on a real broker, sent back whatever comes between. */
class ReplayIT {
    private static final int LETTERS = 25;
    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of today, or the broker would delete the records for their age. */
    private static final long TIME = System.currentTimeMillis() - 60_000;

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
    void shouldSendEachLetterBackOnce() {
        GuardConfig config = provisioned("once.");
        write(config, letters("once.requests", 0, LETTERS));
        write(config, List.of(cut("once.requests"), letter("payments", 1)));

        ReplayReport dry = run(config, ReplayFilter.ALL, true);
        assertThat(dry.count(LetterFate.SENT)).isEqualTo(LETTERS);
        assertThat(dry.count(LetterFate.CUT)).isEqualTo(1);
        assertThat(dry.count(LetterFate.FOREIGN)).isEqualTo(1);
        assertThat(all("once.requests")).as("a dry run sends nothing").isEmpty();

        ReplayReport first = run(config, ReplayFilter.ALL, false);
        assertThat(first.counts()).isEqualTo(dry.counts());
        assertThat(first.groups())
                .containsExactly(new ReplayReport.Group(PayloadException.class.getName(), "once.requests", LETTERS));
        assertSentOnce("once.requests");

        ReplayReport second = run(config, ReplayFilter.ALL, false);
        assertThat(second.count(LetterFate.SENT)).isZero();
        assertThat(second.count(LetterFate.SENT_BEFORE)).isEqualTo(LETTERS);
        assertSentOnce("once.requests");
    }

    @Test
    void shouldSendTheRestAfterAnInterruptionAndWhatAFilterLeftOutLater() {
        GuardConfig config = provisioned("rest.");
        write(config, letters("rest.requests", 0, LETTERS));
        ReplayPlan some = new ReplayPlan(ReplayFilter.ALL, 4, 3, false, false);
        assertThat(Replay.run(config, some, ReplayObserver.NOOP).count(LetterFate.BEYOND_MAX))
                .isEqualTo(LETTERS - 4);

        Replay stopped = new Replay(
                config,
                plan(ReplayFilter.ALL, false),
                (done, total, sent) -> {
                    if (sent > 0) {
                        throw new CancellationException("the user wants the end");
                    }
                },
                3);
        assertThatThrownBy(stopped::run).isInstanceOf(CancellationException.class);
        assertThat(all("rest.requests")).as("what was sent stays sent").hasSizeGreaterThan(4);

        ReplayReport last = run(config, ReplayFilter.ALL, false);
        assertThat(last.count(LetterFate.SENT) + last.count(LetterFate.SENT_BEFORE))
                .isEqualTo(LETTERS);
        assertSentOnce("rest.requests");
    }

    @Test
    void shouldUndoWhatAKilledReplayLeftAndKeepItFromGoingOn() {
        GuardConfig config = provisioned("killed.");
        write(config, letters("killed.requests", 0, LETTERS));
        Map<String, Object> settings = ReplaySettings.producer(config, "killed.dead-letters-replay");
        try (Producer<byte[], byte[]> killed =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            killed.initTransactions();
            killed.beginTransaction();
            assertThat(killed.send(new ProducerRecord<>("killed.requests", new byte[] {1})))
                    .isNotNull();
            killed.flush();

            assertThat(run(config, ReplayFilter.ALL, false).count(LetterFate.SENT))
                    .isEqualTo(LETTERS);

            assertThatThrownBy(killed::commitTransaction).isInstanceOf(KafkaException.class);
            assertSentOnce("killed.requests");
        }
    }

    @Test
    void shouldFindTheLetterThatTheBrokerRefuses() {
        GuardConfig config = provisioned("refused.");
        write(config, letters("refused.requests", 0, 3));
        write(config, List.of(letter("refused.requests", new byte[1_048_500]))); // with headers above the topic's limit
        write(config, letters("refused.requests", 3, LETTERS));

        ReplayReport report = run(config, ReplayFilter.ALL, false);

        assertThat(report.count(LetterFate.SENT)).isEqualTo(LETTERS);
        assertThat(report.samples(LetterFate.REFUSED)).singleElement().satisfies(refused -> assertThat(refused.reason())
                .contains("RecordTooLargeException"));
        assertSentOnce("refused.requests");
    }

    @Test
    void shouldGiveARecordUpThatFailsEachTime() {
        GuardConfig config = provisioned("loop.");
        byte[] poison = GuardFixture.request(config, "r1", FakeClassifier.POISON);
        produce(config, new ProducerRecord<>("loop.requests", 0, TIME, null, poison));

        try (GuardStreams guard = GuardStreams.start(
                        config,
                        GuardFixture.model(new FakeClassifier(2)),
                        GuardSerdes.of(config),
                        GuardTelemetry.NOOP,
                        Clock.systemUTC());
                TopicReader letters = new TopicReader(broker.bootstrapServers(), "loop.dead-letters")) {
            guard.awaitRunning(PATIENCE);
            for (int attempt = 0; attempt < 3; attempt++) {
                int expected = attempt + 1;
                await().atMost(PATIENCE).until(() -> letters.poll().size() == expected);
                assertThat(run(config, ReplayFilter.ALL, false).count(LetterFate.SENT))
                        .isEqualTo(1);
            }
            await().atMost(PATIENCE).until(() -> letters.poll().size() == 4);

            ReplayReport last = run(config, ReplayFilter.ALL, false);
            assertThat(last.count(LetterFate.SENT)).isZero();
            assertThat(last.count(LetterFate.SENT_BEFORE)).isEqualTo(3);
            assertThat(last.samples(LetterFate.TOO_OFTEN))
                    .singleElement()
                    .satisfies(tired -> assertThat(tired.replays()).isEqualTo(3));
            assertThat(header(letters.poll().get(3), Letter.ORIGIN)).isEqualTo("loop.requests-0-0");
        }
    }

    @Test
    void shouldNameTheMissingTopics() {
        assertThatThrownBy(() -> run(config("absent."), ReplayFilter.ALL, true))
                .isInstanceOf(GuardException.class)
                .hasMessageContaining("absent.replayed")
                .hasMessageContaining("antidote topics apply");
    }

    private static ReplayReport run(GuardConfig config, ReplayFilter filter, boolean dryRun) {
        return Replay.run(config, plan(filter, dryRun), ReplayObserver.NOOP);
    }

    private static ReplayPlan plan(ReplayFilter filter, boolean dryRun) {
        return new ReplayPlan(filter, Long.MAX_VALUE, 3, false, dryRun);
    }

    private static GuardConfig provisioned(String prefix) {
        GuardConfig config = config(prefix);
        new TopicProvisioner(config.kafka(), Duration.ofSeconds(10))
                .apply(Topics.packaged().withPartitions(PARTITIONS), prefix);
        return config;
    }

    private static GuardConfig config(String prefix) {
        return GuardFixture.config(Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "applicationId",
                prefix + "guard",
                "topicPrefix",
                prefix));
    }

    private static List<Record<byte[], byte[]>> letters(String topic, int from, int to) {
        List<Record<byte[], byte[]>> letters = new ArrayList<>();
        for (int i = from; i < to; i++) {
            letters.add(letter(topic, i));
        }
        return letters;
    }

    private static Record<byte[], byte[]> letter(String topic, int i) {
        return letter(topic, i, LetterFixture.bytes("v" + i));
    }

    private static Record<byte[], byte[]> letter(String topic, byte[] value) {
        return letter(topic, 999, value);
    }

    private static Record<byte[], byte[]> letter(String topic, int i, byte[] value) {
        return DeadLetters.whole(raw(topic, i, value), new PayloadException("no such schema"));
    }

    private static Record<byte[], byte[]> cut(String topic) {
        return DeadLetters.cut(raw(topic, 0, new byte[20_000]), new PayloadException("too large"));
    }

    private static RawRecord raw(String topic, int i, byte[] value) {
        RecordPlace place = new RecordPlace(topic, i % PARTITIONS, i);
        byte[] key = LetterFixture.bytes("k" + i);
        return new RawRecord(RecordKind.REQUEST, place, key, value, TIME + i, new RecordHeaders());
    }

    private static void write(GuardConfig config, List<Record<byte[], byte[]>> letters) {
        String topic = new TopicNames(config.topicPrefix()).deadLetters();
        letters.forEach(letter -> produce(
                config,
                new ProducerRecord<>(topic, null, letter.timestamp(), letter.key(), letter.value(), letter.headers())));
    }

    private static void produce(GuardConfig config, ProducerRecord<byte[], byte[]> record) {
        Map<String, Object> settings = new TreeMap<>(config.kafka());
        settings.put("max.request.size", 2 << 20);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThat(producer.send(record)).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        try (TopicScan scan = TopicScan.open(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"), topic)) {
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            for (var records = scan.next(); !records.isEmpty(); records = scan.next()) {
                all.addAll(records);
            }
            return all;
        }
    }

    /** Every letter, once, as its record was. */
    private static void assertSentOnce(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = all(topic);
        assertThat(records.stream().map(record -> text(record.value())))
                .containsExactlyInAnyOrderElementsOf(letters(topic, 0, LETTERS).stream()
                        .map(letter -> text(letter.value()))
                        .toList());
        assertThat(records).allSatisfy(record -> {
            int i = Integer.parseInt(text(record.value()).substring(1));
            assertThat(text(record.key())).isEqualTo("k" + i);
            assertThat(record.partition()).isEqualTo(i % PARTITIONS);
            assertThat(record.timestamp()).isEqualTo(TIME + i);
            assertThat(header(record, Letter.COUNT)).isEqualTo("1");
            assertThat(header(record, Letter.ORIGIN)).isEqualTo(topic + "-" + record.partition() + "-" + i);
            assertThat(record.headers().lastHeader(DeadLetters.TOPIC)).isNull();
        });
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
