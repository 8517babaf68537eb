package dev.antidote.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.config.BatcherConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;

class DynamicBatcherConcurrencyTest {
    private static final int SUBMITTERS = 6;
    private static final int EACH = 400;
    private static final int BUDGET = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private record Sent(int item, CompletableFuture<Integer> result) {}

    private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ran = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();

    @RepeatedTest(5)
    void shouldGiveEveryoneTheirOwnResultWhateverTheInterleaving() throws InterruptedException {
        try (DynamicBatcher<Integer, Integer> batcher = start()) {
            submitFromManyThreads(batcher);

            assertThat(sent).hasSize(SUBMITTERS * EACH).allSatisfy(each -> assertThat(each.result())
                    .succeedsWithin(PATIENCE)
                    .isEqualTo(-each.item()));
        }
        assertThat(ran).hasValue(SUBMITTERS * EACH);
        assertThat(broken).isEmpty();
    }

    @RepeatedTest(5)
    void shouldCompleteEveryFutureWhenClosedInTheMiddle() throws InterruptedException {
        DynamicBatcher<Integer, Integer> batcher = start();
        Thread closer = new Thread(() -> {
            while (ran.get() < EACH) {
                Thread.onSpinWait();
            }
            batcher.close(PATIENCE);
        });
        closer.start();

        submitFromManyThreads(batcher);
        closer.join(PATIENCE.toMillis());

        assertThat(closer.isAlive()).isFalse();
        assertThat(sent).allSatisfy(each -> assertThat(each.result()).isDone());
        assertThat(sent.stream().filter(each -> !each.result().isCompletedExceptionally()))
                .allSatisfy(each -> assertThat(each.result().join()).isEqualTo(-each.item()));
        assertThat(broken).isEmpty();
    }

    private DynamicBatcher<Integer, Integer> start() {
        BatcherConfig config = new BatcherConfig(BUDGET, 16, Duration.ofNanos(50_000), 64, 3, Optional.empty());
        return DynamicBatcher.start(config, item -> 1 + item % 40, this::negate, BatchObserver.NOOP, System::nanoTime);
    }

    private List<Integer> negate(List<Integer> batch) {
        int largest = batch.stream().mapToInt(item -> 1 + item % 40).max().orElse(0);
        if (batch.size() > 16 || batch.size() * largest > BUDGET) {
            broken.add(batch.toString());
        }
        ran.addAndGet(batch.size());
        return batch.stream().map(item -> -item).toList();
    }

    private void submitFromManyThreads(DynamicBatcher<Integer, Integer> batcher) throws InterruptedException {
        ExecutorService submitters = Executors.newFixedThreadPool(SUBMITTERS);
        CountDownLatch together = new CountDownLatch(1);
        for (int i = 0; i < SUBMITTERS; i++) {
            int seed = i;
            submitters.execute(() -> submit(batcher, seed, together));
        }
        together.countDown();
        submitters.shutdown();
        assertThat(submitters.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    private void submit(DynamicBatcher<Integer, Integer> batcher, int seed, CountDownLatch together) {
        Random random = new Random(seed);
        try {
            together.await();
            for (int i = 0; i < EACH; i++) {
                int item = random.nextInt(1_000_000);
                sent.add(new Sent(item, batcher.submit(item, PATIENCE)));
            }
        } catch (BatcherException e) {
            assertThat(e).hasMessageContaining("closed"); // the other test closes in the middle
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
