package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.config.AsrConfig;
import dev.antidote.config.GuardConfig;
import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** What the two processors of live rates keep in their stores when their task moves. */
class RateProcessorsTest {
    private static final GuardConfig CONFIG = GuardFixture.config(Map.of());
    private static final byte[] KEY = new RateKey(Measure.ASR, "badnets", "ok", "bundle-1").encode();
    private static final long NOW = GuardFixture.SENT.toEpochMilli();
    private static final long WINDOW = 60_000;

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final BeforeCommit commits = new BeforeCommit();
    private final List<LiveRate> measured = new ArrayList<>();
    private long late;

    @Test
    void shouldSendOnWhatACrashedTaskHadCounted() {
        KeyValueStore<Bytes, byte[]> store = store(Names.COUNTS);
        SlotStoreFixture.writeAtOnce(commits, context);
        CountProcessor crashed = counting();
        crashed.process(observation(NOW - 5, true));
        crashed.process(observation(NOW - 4, false));

        CountProcessor successor = counting();
        successor.process(observation(NOW - 3, true));
        punctuate();

        assertThat(context.forwarded()).hasSize(1);
        assertThat(WindowCount.decode(context.forwarded().get(0).record().value()))
                .isEqualTo(new WindowCount(NOW - WINDOW, NOW, NOW - 3, 3, 2));
        assertThat(context.forwarded().get(0).record().timestamp())
                .as("the topic keeps what is written now")
                .isEqualTo(NOW);
        assertThat(store.all().hasNext()).isFalse();
    }

    @Test
    void shouldSendOnEarlyWhereTimesAreMadeUp() {
        store(Names.COUNTS);
        SlotStoreFixture.writeAtOnce(commits, context);
        CountProcessor counting = counting();

        for (int i = 0; i < CountProcessor.MOST_COUNTS; i++) {
            counting.process(observation(i * WINDOW, true));
        }

        assertThat(context.forwarded()).hasSize(CountProcessor.MOST_COUNTS);
    }

    @Test
    void shouldRememberAfterACrashWhatIsOpenAndWhatIsLate() {
        KeyValueStore<Bytes, byte[]> store = store(Names.RATE_WINDOWS);
        WindowProcessor crashed = windows();
        crashed.process(count(0, 5, 2));
        crashed.process(count(2, 3, 3)); // closes the first window
        assertThat(measured).hasSize(1);

        WindowProcessor successor = windows();
        successor.process(count(0, 7, 0));
        successor.process(count(2, 1, 0));
        successor.process(count(4, 1, 1));

        assertThat(late).isEqualTo(7);
        assertThat(measured).extracting(LiveRate::getTrials).containsExactly(5L, 4L);
        assertThat(measured).extracting(LiveRate::getSuccesses).containsExactly(2L, 3L);
        assertThat(context.forwarded()).hasSize(2);
        try (var entries = store.all()) {
            assertThat(entries).toIterable().as("the time and one open window").hasSize(2);
        }
    }

    private static Record<byte[], byte[]> observation(long time, boolean success) {
        return new Record<>(KEY, new byte[] {(byte) (success ? 1 : 0)}, time);
    }

    private static Record<byte[], byte[]> count(int window, long trials, long successes) {
        long start = window * WINDOW;
        WindowCount count = new WindowCount(start, start + WINDOW, start + 1, trials, successes);
        return new Record<>(KEY, count.encode(), NOW);
    }

    private CountProcessor counting() {
        CountProcessor processor = new CountProcessor(Duration.ofMillis(WINDOW), commits);
        context.setCurrentSystemTimeMs(NOW);
        processor.init(context);
        return processor;
    }

    private WindowProcessor windows() {
        GuardObserver observer = new GuardObserver() {
            @Override
            public void measured(LiveRate rate) {
                measured.add(rate);
            }

            @Override
            public void late(Measure measure, long count) {
                late += count;
            }
        };
        RateRecords records = new RateRecords(
                new TopicNames("antidote."), GuardSerdes.of(CONFIG), Patience.of(Duration.ofSeconds(1)));
        WindowProcessor processor = new WindowProcessor(AsrConfig.DEFAULTS, records, observer);
        context.setCurrentSystemTimeMs(NOW);
        processor.init(context);
        return processor;
    }

    private void punctuate() {
        List<MockProcessorContext.CapturedPunctuator> punctuators = context.scheduledPunctuators();
        punctuators.get(punctuators.size() - 1).getPunctuator().punctuate(NOW);
    }

    private KeyValueStore<Bytes, byte[]> store(String name) {
        KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return store;
    }
}
