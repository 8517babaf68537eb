package dev.antidote.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.antidote.config.BatcherConfig;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DynamicBatcherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration NOT_AT_ALL = Duration.ZERO;

    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final List<BatchRun> runs = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger expired = new AtomicInteger();
    private final List<DynamicBatcher<String, String>> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(DynamicBatcher::close);
    }

    @Test
    void shouldRunAFullBatchAtOnceThoughTheClockStandsStill() {
        DynamicBatcher<String, String> batcher = start(config(4, 100), this::shout);

        List<CompletableFuture<String>> results = submit(batcher, "a", "bb", "c", "dd");

        assertThat(results.get(1)).succeedsWithin(PATIENCE).isEqualTo("BB");
        assertThat(results).allSatisfy(result -> assertThat(result).succeedsWithin(PATIENCE));
        assertThat(batches).containsExactly(List.of("a", "c", "bb", "dd"));
    }

    @Test
    void shouldRunASmallBatchOnlyWhenItsOldestHasWaited() {
        DynamicBatcher<String, String> batcher = start(config(4, 100), this::shout);

        CompletableFuture<String> result = batcher.submit("a", PATIENCE);
        nanos.set(Duration.ofMillis(4).toNanos());
        await().during(Duration.ofMillis(50)).until(() -> !result.isDone());
        nanos.set(Duration.ofMillis(5).toNanos());

        assertThat(result).succeedsWithin(PATIENCE).isEqualTo("A");
        await().until(() -> !runs.isEmpty());
        assertThat(runs.get(0)).isEqualTo(new BatchRun(1, 1, 1, Duration.ofMillis(5), Duration.ZERO, 0));
    }

    @Test
    void shouldRunASmallBatchAtOnceForWhomeverIsInAHurry() {
        DynamicBatcher<String, String> batcher = start(config(4, 100), this::shout);
        CompletableFuture<String> result = batcher.submit("a", PATIENCE);

        batcher.hurry();

        assertThat(result).succeedsWithin(PATIENCE).isEqualTo("A");
    }

    @Test
    void shouldTellPaddingAndFailures() {
        DynamicBatcher<String, String> batcher = start(config(2, 100), this::shoutUnlessPoisoned);

        submit(batcher, "a", "poison");

        await().until(() -> !runs.isEmpty());
        assertThat(runs.get(0)).isEqualTo(new BatchRun(2, 7, 12, Duration.ZERO, Duration.ZERO, 1));
        assertThat(runs.get(0).paddingShare()).isCloseTo(5.0 / 12, within(1e-9));
    }

    @Test
    void shouldFailOnlyTheRecordsThatPoisonTheirBatch() {
        DynamicBatcher<String, String> batcher = start(config(16, 10_000), this::shoutUnlessPoisoned);
        String[] items = IntStream.range(0, 16)
                .mapToObj(i -> i == 3 || i == 11 ? "poison" + i : "fine" + i)
                .toArray(String[]::new);

        List<CompletableFuture<String>> results = submit(batcher, items);

        for (int i = 0; i < items.length; i++) {
            if (items[i].startsWith("poison")) {
                assertThat(results.get(i))
                        .failsWithin(PATIENCE)
                        .withThrowableThat()
                        .withMessageContaining(items[i]);
            } else {
                assertThat(results.get(i)).succeedsWithin(PATIENCE).isEqualTo("FINE" + i);
            }
        }
    }

    @Test
    void shouldHalveABatchThatIsTooLargeForTheMemory() {
        DynamicBatcher<String, String> batcher = start(config(8, 10_000), batch -> {
            if (batch.size() > 2) {
                throw new OutOfMemoryError("on purpose");
            }
            return shout(batch);
        });

        List<CompletableFuture<String>> results = submit(batcher, "a", "b", "c", "d", "e", "f", "g", "h");

        assertThat(results).allSatisfy(result -> assertThat(result).succeedsWithin(PATIENCE));
    }

    @Test
    void shouldNotBisectABrokenInstallation() {
        DynamicBatcher<String, String> batcher = start(config(2, 100), batch -> {
            batches.add(batch);
            throw new NoClassDefFoundError("engine");
        });

        List<CompletableFuture<String>> results = submit(batcher, "a", "b");

        assertThat(results).allSatisfy(result -> assertThat(result)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withCauseInstanceOf(NoClassDefFoundError.class));
        assertThat(batches).hasSize(1);
    }

    @Test
    void shouldRefuseResultsThatAreTooFewOrNull() {
        DynamicBatcher<String, String> few = start(config(1, 100), batch -> List.of());
        DynamicBatcher<String, String> nothing = start(config(1, 100), batch -> {
            List<String> results = new ArrayList<>();
            results.add(null);
            return results;
        });

        assertThat(few.submit("a", PATIENCE))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withMessageContaining("0 results for 1 records");
        assertThat(nothing.submit("a", PATIENCE))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withMessageContaining("null among its results");
    }

    @Test
    void shouldHoldBackWhoSubmitsToAFullQueue() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        DynamicBatcher<String, String> batcher = start(
                new BatcherConfig(100, 1, Duration.ZERO, 2, 1, Optional.empty()), batch -> blocked(release, batch));
        CompletableFuture<String> running = batcher.submit("running", PATIENCE);
        await().until(() -> !batches.isEmpty());
        submit(batcher, "queued", "queued too");

        assertThatThrownBy(() -> batcher.submit("refused", NOT_AT_ALL))
                .isInstanceOf(BatcherException.class)
                .hasMessageContaining("queue of 2 records");
        List<CompletableFuture<String>> late = new CopyOnWriteArrayList<>();
        Thread submitter = new Thread(() -> late.add(batcher.submit("late", PATIENCE)));
        submitter.start();
        await().until(() -> submitter.getState() == Thread.State.TIMED_WAITING);
        release.countDown();
        submitter.join(PATIENCE.toMillis());

        assertThat(running).succeedsWithin(PATIENCE);
        assertThat(late.get(0)).succeedsWithin(PATIENCE).isEqualTo("LATE");
    }

    @Test
    void shouldTellHowLongABatchHasBeenRunning() {
        CountDownLatch release = new CountDownLatch(1);
        DynamicBatcher<String, String> batcher = start(config(1, 100), batch -> blocked(release, batch));
        assertThat(batcher.longestRun()).isZero();
        CompletableFuture<String> result = batcher.submit("a", PATIENCE);
        await().until(() -> !batches.isEmpty());

        nanos.set(Duration.ofSeconds(90).toNanos());

        assertThat(batcher.longestRun()).isEqualTo(Duration.ofSeconds(90));
        release.countDown();
        assertThat(result).succeedsWithin(PATIENCE);
        await().until(() -> batcher.longestRun().isZero());
    }

    @Test
    void shouldFailABatchWhoseBookkeepingFindsNoMemoryAndGoOn() {
        AtomicInteger reads = new AtomicInteger();
        DynamicBatcher<String, String> batcher = start(config(1, 100), batch -> new AbstractList<>() {
            @Override
            public String get(int index) {
                if (batch.contains("bad") && reads.incrementAndGet() > 1) { // once it is checked
                    throw new OutOfMemoryError("on purpose");
                }
                return batch.get(index);
            }

            @Override
            public int size() {
                return batch.size();
            }
        });

        assertThat(batcher.submit("bad", PATIENCE))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withCauseInstanceOf(OutOfMemoryError.class);
        assertThat(batcher.submit("good", PATIENCE)).succeedsWithin(PATIENCE).isEqualTo("good");
    }

    @Test
    void shouldSpareTheEngineWhatWasCancelled() {
        CountDownLatch release = new CountDownLatch(1);
        DynamicBatcher<String, String> batcher = start(
                new BatcherConfig(100, 1, Duration.ZERO, 9, 1, Optional.empty()), batch -> blocked(release, batch));
        CompletableFuture<String> running = batcher.submit("running", PATIENCE);
        await().until(() -> !batches.isEmpty());
        CompletableFuture<String> cancelled = batcher.submit("cancelled", PATIENCE);
        CompletableFuture<String> wanted = batcher.submit("wanted", PATIENCE);

        cancelled.cancel(false);
        release.countDown();

        assertThat(List.of(running, wanted))
                .allSatisfy(result -> assertThat(result).succeedsWithin(PATIENCE));
        assertThat(batches).containsExactly(List.of("running"), List.of("wanted"));
    }

    @Test
    void shouldFinishWhatRunsAndFailWhatWaitsWhenClosed() {
        CountDownLatch release = new CountDownLatch(1);
        DynamicBatcher<String, String> batcher = start(
                new BatcherConfig(100, 1, Duration.ZERO, 9, 1, Optional.empty()), batch -> blocked(release, batch));
        CompletableFuture<String> running = batcher.submit("running", PATIENCE);
        await().until(() -> !batches.isEmpty());
        CompletableFuture<String> queued = batcher.submit("queued", PATIENCE);

        CompletableFuture<Boolean> closed = CompletableFuture.supplyAsync(() -> batcher.close(PATIENCE));
        assertThat(queued)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withCauseInstanceOf(BatcherException.class)
                .withMessageContaining("was closed");
        release.countDown();

        assertThat(closed).succeedsWithin(PATIENCE).isEqualTo(true);
        assertThat(running).succeedsWithin(PATIENCE).isEqualTo("RUNNING");
        assertThatThrownBy(() -> batcher.submit("late", PATIENCE)).isInstanceOf(BatcherException.class);
    }

    @Test
    void shouldNotWaitForAFunctionThatHangs() {
        CountDownLatch never = new CountDownLatch(1);
        DynamicBatcher<String, String> batcher =
                start(new BatcherConfig(100, 1, Duration.ZERO, 9, 1, Optional.empty()), batch -> blocked(never, batch));
        CompletableFuture<String> hanging = batcher.submit("hanging", PATIENCE);
        await().until(() -> !batches.isEmpty());

        assertThat(batcher.close(Duration.ofMillis(20))).isFalse();

        assertThat(hanging).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(BatcherException.class);
    }

    @Test
    void shouldRefuseACostBelowOne() {
        DynamicBatcher<String, String> batcher = start(config(4, 100), this::shout);

        assertThatThrownBy(() -> batcher.submit("", PATIENCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cost: 0 is below 1");
    }

    @Test
    void shouldGiveUpWhatWaitedBeyondItsDeadlineAndNeverRunIt() {
        CountDownLatch release = new CountDownLatch(1);
        DynamicBatcher<String, String> batcher = start(deadline(1), batch -> blocked(release, batch));
        CompletableFuture<String> running = batcher.submit("running", PATIENCE);
        await().until(() -> !batches.isEmpty());
        CompletableFuture<String> old = batcher.submit("old", PATIENCE);
        CompletableFuture<String> cancelled = batcher.submit("cancelled", PATIENCE);
        nanos.addAndGet(Duration.ofMillis(150).toNanos());
        CompletableFuture<String> young = batcher.submit("young", PATIENCE);
        cancelled.cancel(false);

        nanos.addAndGet(Duration.ofMillis(50).toNanos());
        release.countDown();

        assertThat(running).as("runs already").succeedsWithin(PATIENCE);
        assertThat(old)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withCauseInstanceOf(DeadlineException.class)
                .withMessageContaining("was not run within 200ms (batcher.deadline)");
        assertThat(young).succeedsWithin(PATIENCE).isEqualTo("YOUNG");
        assertThat(batches).containsExactly(List.of("running"), List.of("young"));
        assertThat(expired).hasValue(1);
    }

    @Test
    void shouldNotHurryWhatIsLeftWhenTheRestExpires() {
        CountDownLatch release = new CountDownLatch(1);
        DynamicBatcher<String, String> batcher = start(deadline(2), batch -> blocked(release, batch));
        submit(batcher, "running", "too");
        await().until(() -> !batches.isEmpty());
        CompletableFuture<String> old = batcher.submit("old", PATIENCE);
        nanos.addAndGet(Duration.ofMillis(200).toNanos());
        CompletableFuture<String> young = batcher.submit("young", PATIENCE);

        release.countDown();

        assertThat(old).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(DeadlineException.class);
        await().during(Duration.ofMillis(50)).until(() -> !young.isDone());
        nanos.addAndGet(Duration.ofMillis(5).toNanos());
        assertThat(young).succeedsWithin(PATIENCE);
    }

    private static BatcherConfig deadline(int maxBatch) {
        return new BatcherConfig(100, maxBatch, Duration.ofMillis(5), 9, 1, Optional.of(Duration.ofMillis(200)));
    }

    private static BatcherConfig config(int maxBatch, int tokenBudget) {
        return new BatcherConfig(tokenBudget, maxBatch, Duration.ofMillis(5), 1000, 1, Optional.empty());
    }

    private DynamicBatcher<String, String> start(BatcherConfig config, BatchFunction<String, String> function) {
        BatchObserver observer = new BatchObserver() {
            @Override
            public void ran(BatchRun run) {
                runs.add(run);
                throw new IllegalStateException("observers may fail");
            }

            @Override
            public void expired(int records) {
                expired.addAndGet(records);
            }
        };
        DynamicBatcher<String, String> batcher =
                DynamicBatcher.start(config, String::length, function, observer, nanos::get);
        started.add(batcher);
        return batcher;
    }

    private static List<CompletableFuture<String>> submit(DynamicBatcher<String, String> batcher, String... items) {
        return IntStream.range(0, items.length)
                .mapToObj(i -> batcher.submit(items[i], PATIENCE))
                .toList();
    }

    private List<String> shout(List<String> batch) {
        batches.add(batch);
        return batch.stream().map(item -> item.toUpperCase(Locale.ROOT)).toList();
    }

    private List<String> shoutUnlessPoisoned(List<String> batch) {
        batch.stream().filter(item -> item.startsWith("poison")).findFirst().ifPresent(item -> {
            throw new IllegalStateException(item);
        });
        return shout(batch);
    }

    private List<String> blocked(CountDownLatch release, List<String> batch) {
        List<String> results = shout(batch);
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return results;
    }
}
