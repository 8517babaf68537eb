package dev.antidote.retrain.collect;

import static dev.antidote.retrain.store.SampleFixture.NOW;
import static dev.antidote.retrain.store.SampleFixture.TOPIC;
import static dev.antidote.retrain.store.SampleFixture.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.config.CollectorConfig;
import dev.antidote.config.StoreConfig;
import dev.antidote.retrain.store.Arrival;
import dev.antidote.retrain.store.Database;
import dev.antidote.retrain.store.Intake;
import dev.antidote.retrain.store.IntakeTally;
import dev.antidote.retrain.store.SampleFilter;
import dev.antidote.retrain.store.SampleFixture;
import dev.antidote.retrain.store.Samples;
import dev.antidote.retrain.store.StoreException;
import dev.antidote.retrain.store.StoredSample;
import dev.antidote.testing.SettableClock;
import dev.antidote.wire.RecordSerdes;
import dev.antidote.wire.avro.FlaggedSample;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CollectorLoopTest {
    private static final String NAME = "antidote.flagged";
    private static final TopicPartition ZERO = new TopicPartition(NAME, 0);

    private final SettableClock clock = new SettableClock(NOW);
    private final StoreConfig config = SampleFixture.inMemory();
    private final Database database = Database.create(config);
    private final Samples samples = new Samples(database);
    private final Serde<FlaggedSample> serde = RecordSerdes.of(Map.of("schema.registry.url", "mock://collector-loop"))
            .values(FlaggedSample.class);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final News news = new News();
    private final CollectorLoop loop = loop("");

    private CollectorLoop loop(String sourceHeader) {
        return new CollectorLoop(
                consumer,
                new FlaggedTopic(NAME, TOPIC),
                new FlaggedReader(serde.deserializer(), sourceHeader),
                new Intake(database, CollectorConfig.DEFAULTS, clock),
                new Expiry(samples, Duration.ofDays(30), clock),
                news,
                clock);
    }

    @Test
    void shouldTellOnceThatTheGroupHasTakenItIn() {
        loop.subscribe();
        loop.turn();
        assertThat(news.joined).isZero();

        consumer.rebalance(List.of()); // more collectors than partitions
        loop.turn();
        begin(loop);
        assertThat(news.joined).isEqualTo(1);
    }

    @Test
    void shouldStoreThenCommit() {
        begin(loop);
        consumer.addRecord(record(0, "client-1", published("one")));
        consumer.addRecord(record(1, null, published("two")));

        loop.turn();

        assertThat(all()).extracting(StoredSample::text).containsExactly("one", "two");
        assertThat(all()).extracting(StoredSample::source).containsExactly("client-1", "");
        assertThat(committed()).isEqualTo(2);
        assertThat(news.told).containsExactly("2 stored");
    }

    @Test
    void shouldTakeTheSourceFromAHeaderThatIsNamed() {
        CollectorLoop byHeader = loop("client");
        begin(byHeader);
        ConsumerRecord<byte[], byte[]> named = record(0, "key", published("one"));
        named.headers().add("client", "c-7".getBytes(StandardCharsets.UTF_8));
        ConsumerRecord<byte[], byte[]> odd = record(1, "key", published("two"));
        odd.headers().add("client", new byte[] {(byte) 0xff, 0});
        consumer.addRecord(named);
        consumer.addRecord(odd);
        consumer.addRecord(record(2, "key", published("three")));

        byHeader.turn();

        assertThat(all()).extracting(StoredSample::source).containsExactly("c-7", "0xff00", "");
    }

    @Test
    void shouldCommitNothingThatTheStoreDoesNotHave() throws SQLException {
        begin(loop);
        consumer.addRecord(record(0, "a", published("one")));
        try (Connection blocker = blocker()) {
            loop.turn();
            assertThat(consumer.paused()).containsExactly(ZERO);
            clock.advance(Duration.ofSeconds(30));
            loop.turn();

            assertThat(committed()).isZero();
            assertThat(news.told).as("once").containsExactly("waiting");
            blocker.rollback();
        }
        loop.turn();
        assertThat(samples.counts().samples()).as("not before its time").isZero();
        clock.advance(Duration.ofSeconds(30));
        loop.turn();

        assertThat(all()).extracting(StoredSample::text).containsExactly("one");
        assertThat(committed()).isEqualTo(1);
        assertThat(consumer.paused()).isEmpty();
        assertThat(news.told).containsExactly("waiting", "1 stored", "resumed");
    }

    @Test
    void shouldNotStoreForPartitionsThatItLost() throws SQLException {
        begin(loop);
        consumer.addRecord(record(0, "a", published("one")));
        try (Connection blocker = blocker()) {
            loop.turn();
            blocker.rollback();
        }
        consumer.rebalance(List.of());
        clock.advance(Duration.ofSeconds(30));
        loop.turn();

        assertThat(samples.counts().samples()).isZero();
    }

    @Test
    void shouldGoOnWhereTheStoreSaysWhateverKafkaRemembers() {
        new Intake(database, CollectorConfig.DEFAULTS, clock).take(TOPIC, List.of(new Arrival(0, 4, Optional.empty())));
        begin(loop);

        assertThat(consumer.position(ZERO)).isEqualTo(5);
    }

    @Test
    void shouldBeginAtTheBeginningWhereTheStoreIsNew() {
        begin(loop, 3);

        assertThat(consumer.position(ZERO)).isEqualTo(3);
    }

    @Test
    void shouldLeaveOutWhatIsNoSampleAndGoOn() {
        begin(loop);
        ConsumerRecord<byte[], byte[]> garbage = record(0, "a", published("x"));
        consumer.addRecord(new ConsumerRecord<>(NAME, 0, 0, garbage.key(), new byte[] {1, 2, 3}));
        consumer.addRecord(record(1, "a", published("one")));

        loop.turn();

        assertThat(all()).extracting(StoredSample::text).containsExactly("one");
        assertThat(committed()).isEqualTo(2);
    }

    @Test
    void shouldEndWhereWaitingMendsNothing() throws SQLException {
        begin(loop);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table intake_lock");
        }
        consumer.addRecord(record(0, "a", published("one")));

        assertThatThrownBy(loop::turn).isInstanceOf(StoreException.class).hasMessageContaining("refused a statement");
        assertThat(committed()).isZero();
    }

    @Test
    void shouldDeleteWhatIsTooOldNowAndThen() {
        begin(loop);
        consumer.addRecord(record(0, "a", published("one")));
        loop.turn();
        clock.advance(Duration.ofDays(31));

        loop.turn();

        assertThat(samples.counts().samples()).isZero();
        assertThat(news.told).containsExactly("1 stored", "1 expired");
    }

    private void begin(CollectorLoop begun) {
        begin(begun, 0);
    }

    private void begin(CollectorLoop begun, long beginning) {
        begun.subscribe();
        consumer.updateBeginningOffsets(Map.of(ZERO, beginning));
        consumer.rebalance(List.of(ZERO));
        begun.turn(); // finds its place
    }

    private long committed() {
        OffsetAndMetadata offset = consumer.committed(Set.of(ZERO)).get(ZERO);
        return offset == null ? 0 : offset.offset();
    }

    /** Holds the lock that every collector needs. */
    private Connection blocker() throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select id from intake_lock for update");
        }
        return connection;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(config.url(), "", "");
    }

    private List<StoredSample> all() {
        return samples.page(SampleFilter.ALL, 0, 100);
    }

    private ConsumerRecord<byte[], byte[]> record(long offset, @Nullable String key, FlaggedSample value) {
        byte[] bytes = serde.serializer().serialize(NAME, value);
        byte[] source = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                NAME,
                0,
                offset,
                NOW.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                bytes.length,
                source,
                bytes,
                new RecordHeaders(),
                Optional.empty());
    }

    private static final class News implements CollectorObserver {
        private final List<String> told = new ArrayList<>();
        private int joined;

        @Override
        public void joined() {
            joined++;
        }

        @Override
        public void taken(IntakeTally tally) {
            told.add(tally.stored() + " stored");
        }

        @Override
        public void expired(int deleted) {
            if (deleted > 0) {
                told.add(deleted + " expired");
            }
        }

        @Override
        public void waiting(String reason) {
            told.add("waiting");
        }

        @Override
        public void resumed() {
            told.add("resumed");
        }
    }
}
