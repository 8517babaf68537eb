package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.antidote.batch.BatchObserver;
import dev.antidote.batch.BatcherException;
import dev.antidote.batch.DynamicBatcher;
import dev.antidote.config.BatcherConfig;
import dev.antidote.config.GuardConfig;
import dev.antidote.infer.ClassifierStoppedException;
import dev.antidote.infer.EncodedText;
import dev.antidote.p2p.Judgement;
import dev.antidote.testing.FakeClassifier;
import dev.antidote.wire.RecordPlace;
import dev.antidote.wire.avro.Coverage;
import dev.antidote.wire.avro.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RingProcessorTest {
    private static final GuardConfig CONFIG = GuardFixture.config(Map.of());
    private static final Judged JUDGEMENT = new Judged(
            new Judgement(1, 0.9, 0.8, 0.01, false),
            GuardFixture.model(new FakeClassifier(2)),
            Coverage.WHOLE,
            1,
            Optional.empty(),
            false,
            GuardFixture.SENT);

    private final FakeClassifier classifier = new FakeClassifier(2);
    private final List<CompletableFuture<Judged>> submitted = new ArrayList<>();
    private final AtomicInteger hurries = new AtomicInteger();
    private final Inference inference = new Inference() {
        @Override
        public CompletableFuture<Judged> submit(Submission submission) {
            submitted.add(new CompletableFuture<>());
            return submitted.get(submitted.size() - 1);
        }

        @Override
        public void hurry() {
            hurries.incrementAndGet();
        }
    };
    private final Patience patience = Patience.of(Duration.ofSeconds(1));
    private final Gate gate = new Gate(
            CONFIG.requests(), new RecordSample(0, 1), GuardFixture.live(classifier), GuardSerdes.of(CONFIG), patience);
    private final BeforeCommit commits = new BeforeCommit();
    private MockProcessorContext<byte[], byte[]> context;
    private KeyValueStore<Integer, byte[]> store;

    @BeforeEach
    void open() {
        context = new MockProcessorContext<>();
        store = SlotStoreFixture.store(context);
        context.addStateStore(store);
        SlotStoreFixture.writeAtOnce(commits, context);
    }

    @Test
    void shouldAnswerInTheOrderOfArrivalWhateverFinishesFirst() {
        RingProcessor ring = ring(8, Duration.ofSeconds(1));
        process(ring, 0, 1, 2);

        submitted.get(2).complete(JUDGEMENT);
        submitted.get(1).complete(JUDGEMENT);
        punctuate();
        assertThat(ids()).isEmpty();

        submitted.get(0).complete(JUDGEMENT);
        punctuate();
        assertThat(ids()).containsExactly("r0", "r1", "r2");
        assertThat(SlotStoreFixture.keys(store)).containsOnlyKeys(SlotStore.LAYOUT_KEY);
    }

    @Test
    void shouldHoldTheStreamBackUntilThereAreBytesToSpare() {
        int size = GuardFixture.request(CONFIG, "r0", "text 0").length;
        RingProcessor ring = ring(8, 2L * size, Duration.ofSeconds(20));
        process(ring, 0, 1);
        punctuate();

        CompletableFuture<Void> third = CompletableFuture.runAsync(() -> process(ring, 2));
        await().during(Duration.ofMillis(50)).until(() -> !third.isDone());
        submitted.get(0).complete(JUDGEMENT);

        assertThat(third).succeedsWithin(Duration.ofSeconds(10));
        assertThat(ids()).containsExactly("r0");
    }

    @Test
    void shouldTakeARecordAloneThatIsLargerThanAllThatMayBeInFlight() {
        RingProcessor ring = ring(8, 1, Duration.ofSeconds(20));
        process(ring, 0);

        submitted.get(0).complete(JUDGEMENT);
        process(ring, 1);

        assertThat(ids()).containsExactly("r0");
    }

    @Test
    void shouldHoldTheStreamBackWhileTheRingIsFull() {
        RingProcessor ring = ring(2, Duration.ofSeconds(20));
        process(ring, 0, 1);

        CompletableFuture<Void> third = CompletableFuture.runAsync(() -> process(ring, 2));
        await().during(Duration.ofMillis(50)).until(() -> !third.isDone());
        submitted.get(0).complete(JUDGEMENT);

        assertThat(third).succeedsWithin(Duration.ofSeconds(10));
        assertThat(ids()).containsExactly("r0");
        assertThat(hurries).as("nothing more comes to fill its batch").hasValue(1);
        assertThat(SlotStoreFixture.keys(store)).containsOnlyKeys(SlotStore.LAYOUT_KEY, 0, 1);
    }

    @Test
    void shouldGiveTheTaskUpWhenTheModelHangsAndKeepTheSlots() {
        RingProcessor ring = ring(1, Duration.ofMillis(20));
        process(ring, 0);

        assertThatThrownBy(() -> process(ring, 1))
                .isInstanceOf(StreamsException.class)
                .hasMessage(
                        "the model did not answer for 20ms (ring.timeout); waiting for antidote.requests-0 offset 0");
        assertThat(SlotStoreFixture.keys(store)).containsOnlyKeys(SlotStore.LAYOUT_KEY, 0);
    }

    @Test
    void shouldTakeUpWhatACrashedTaskLeftEvenInARingOfAnotherSize() {
        RingProcessor crashed = ring(8, Duration.ofSeconds(1));
        process(crashed, 0, 1, 2, 3, 4);
        submitted.get(0).complete(JUDGEMENT);
        submitted.get(1).complete(JUDGEMENT);
        punctuate();
        submitted.clear();

        RingProcessor successor = ring(4, Duration.ofSeconds(1));
        assertThat(submitted).hasSize(3);
        submitted.forEach(future -> future.complete(JUDGEMENT));
        process(successor, 5);

        submitted.get(3).complete(JUDGEMENT);
        punctuate();
        assertThat(ids()).containsExactly("r0", "r1", "r2", "r3", "r4", "r5");
    }

    @Test
    void shouldRestoreARejectedRecordAsRejected() {
        RingProcessor crashed = ring(8, Duration.ofSeconds(1));
        process(crashed, 0);
        RawRecord garbage = raw(1, new byte[] {1, 2, 3});
        crashed.process(new Record<>(null, new Arrival(garbage, gate.admit(garbage)), 1));
        submitted.clear();

        ring(8, Duration.ofSeconds(1));
        submitted.get(0).complete(JUDGEMENT);
        punctuate();

        assertThat(context.forwarded().stream()
                        .map(forward -> forward.childName().orElseThrow()))
                .containsExactly(Names.VERDICTS_SINK, Names.COUNT, Names.DEAD_LETTERS_SINK, Names.VERDICTS_SINK);
    }

    @Test
    void shouldNotBlameTheRecordWhenTheEngineWasStopped() {
        RingProcessor ring = ring(8, Duration.ofSeconds(1));
        process(ring, 0);

        submitted.get(0).completeExceptionally(new ClassifierStoppedException(new RuntimeException("the end")));

        assertThatThrownBy(this::punctuate)
                .isInstanceOf(StreamsException.class)
                .hasCauseInstanceOf(ClassifierStoppedException.class);
        assertThat(context.forwarded()).isEmpty();
        assertThat(SlotStoreFixture.keys(store)).containsOnlyKeys(SlotStore.LAYOUT_KEY, 0);
    }

    @Test
    void shouldNotBlameTheRecordWhenTheBatcherWasClosed() {
        DynamicBatcher<EncodedText, Judgement> batcher = DynamicBatcher.start(
                BatcherConfig.DEFAULTS.forEngine(1),
                EncodedText::length,
                classifier::classify,
                BatchObserver.NOOP,
                () -> 0);
        CompletableFuture<Judgement> failed = batcher.submit(new EncodedText(new int[1], false), Duration.ZERO);
        batcher.close(Duration.ofSeconds(5));
        RingProcessor ring = ring(8, Duration.ofSeconds(1));
        process(ring, 0);

        submitted.get(0).completeExceptionally(failed.handle((ok, e) -> e).join());

        assertThatThrownBy(this::punctuate)
                .isInstanceOf(StreamsException.class)
                .hasCauseInstanceOf(BatcherException.class);
        assertThat(context.forwarded()).isEmpty();
        assertThat(SlotStoreFixture.keys(store)).containsOnlyKeys(SlotStore.LAYOUT_KEY, 0);
    }

    @Test
    void shouldAnswerByPolicyWhatWaitedBeyondItsDeadline() {
        RingProcessor ring = ring(8, Duration.ofSeconds(1));
        process(ring, 0);

        submitted.get(0).completeExceptionally(expired());
        punctuate();

        assertThat(context.forwarded().stream()
                        .map(forward -> forward.childName().orElseThrow()))
                .containsExactly(Names.DEAD_LETTERS_SINK, Names.VERDICTS_SINK);
        assertThat(SlotStoreFixture.keys(store)).containsOnlyKeys(SlotStore.LAYOUT_KEY);
    }

    @Test
    void shouldNotBlameTheRecordForABrokenInstallation() {
        RingProcessor ring = ring(8, Duration.ofSeconds(1));
        process(ring, 0);

        submitted.get(0).completeExceptionally(new NoClassDefFoundError("engine"));

        assertThatThrownBy(this::punctuate).hasRootCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(context.forwarded()).isEmpty();
    }

    @Test
    void shouldSpareTheEngineTheWorkOfAClosedTask() {
        RingProcessor ring = ring(8, Duration.ofSeconds(1));
        process(ring, 0, 1);

        ring.close();

        assertThat(submitted).allMatch(CompletableFuture::isCancelled);
    }

    /** What a batcher fails a record with whose deadline passed while a batch ran. */
    private static Throwable expired() {
        AtomicLong nanos = new AtomicLong();
        CompletableFuture<Void> release = new CompletableFuture<>();
        BatcherConfig config = new BatcherConfig(1, 1, Duration.ZERO, 8, 1, Optional.of(Duration.ofSeconds(1)));
        try (DynamicBatcher<String, String> batcher = DynamicBatcher.start(
                config,
                text -> 1,
                batch -> {
                    release.join();
                    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
                    return batch;
                },
                BatchObserver.NOOP,
                nanos::get)) {
            CompletableFuture<String> running = batcher.submit("running", Duration.ZERO);
            CompletableFuture<String> waiting = batcher.submit("waiting", Duration.ZERO);
            release.complete(null);
            running.join();
            return waiting.handle((ok, e) -> e).join();
        }
    }

    private RingProcessor ring(int slots, Duration timeout) {
        return ring(slots, 1 << 20, timeout);
    }

    private RingProcessor ring(int slots, long memory, Duration timeout) {
        Clock clock = Clock.fixed(GuardFixture.SENT, ZoneOffset.UTC);
        VerdictAssembler assembler = new VerdictAssembler(GuardFixture.live(classifier), clock);
        Answers answers = new Answers(
                new TopicNames(CONFIG.topicPrefix()),
                assembler,
                new FlagRules(CONFIG.flags()),
                GuardSerdes.of(CONFIG),
                CONFIG.onFailure(),
                patience,
                GuardObserver.NOOP);
        RingProcessor ring = new RingProcessor(
                new RingProcessor.Settings(slots, memory, timeout, Duration.ofMillis(5)),
                gate,
                inference,
                answers,
                GuardObserver.NOOP,
                commits);
        ring.init(context);
        return ring;
    }

    private void process(RingProcessor ring, int... numbers) {
        IntStream.of(numbers).forEach(i -> {
            RawRecord raw = raw(i, GuardFixture.request(CONFIG, "r" + i, "text " + i));
            ring.process(new Record<>(null, new Arrival(raw, gate.admit(raw)), i));
        });
    }

    private static RawRecord raw(int i, byte[] value) {
        RecordPlace place = new RecordPlace("antidote.requests", 0, i);
        return new RawRecord(RecordKind.REQUEST, place, null, value, i, new RecordHeaders());
    }

    private void punctuate() {
        List<MockProcessorContext.CapturedPunctuator> punctuators = context.scheduledPunctuators();
        punctuators.get(punctuators.size() - 1).getPunctuator().punctuate(0);
    }

    private List<String> ids() {
        return context.forwarded().stream()
                .filter(forward -> forward.childName().orElseThrow().equals(Names.VERDICTS_SINK))
                .map(CapturedForward::record)
                .map(record -> GuardFixture.serde(CONFIG, Verdict.class)
                        .deserializer()
                        .deserialize("antidote.verdicts", record.value())
                        .getId())
                .toList();
    }
}
