package dev.antidote.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.batch.BatchObserver;
import dev.antidote.batch.DynamicBatcher;
import dev.antidote.config.BatcherConfig;
import dev.antidote.config.RequestsConfig;
import dev.antidote.infer.Classifier;
import dev.antidote.infer.ClassifierStoppedException;
import dev.antidote.infer.EncodedText;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.Judgement;
import dev.antidote.p2p.UnguardedText;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Models that take each other's place while batches run. */
class LiveModelConcurrencyTest {
    private static final int SWAPS = 200;
    private static final int TEXTS = 4000;
    private static final LabelOrder ORDER = new LabelOrder(List.of());
    private static final TextReader READER = new TextReader(RequestsConfig.DEFAULTS);

    @Test
    void shouldNeverMixBatchesNorCloseAModelInUse() {
        List<Marked> all = IntStream.rangeClosed(0, SWAPS).mapToObj(Marked::new).toList();
        LiveModel models = LiveModel.of(all.get(0).model(), all.get(0)::close);
        BatcherConfig config = new BatcherConfig(512, 16, Duration.ofMillis(1), 64, 2, Optional.empty());
        List<CompletableFuture<Judged>> results = new ArrayList<>();
        try (DynamicBatcher<Submission, Judged> batcher = DynamicBatcher.start(
                config,
                Submission::cost,
                new LiveJudge(models, ORDER, Clock.systemUTC()),
                BatchObserver.NOOP,
                System::nanoTime)) {
            CompletableFuture<Void> swaps = CompletableFuture.runAsync(
                    () -> all.stream().skip(1).forEach(next -> models.swap(next.model(), next::close)));
            for (int i = 0; i < TEXTS; i++) {
                String text = "text " + i;
                Submission submission = models.use(model -> Submission.of(text, text.length() % 2 == 0, model, READER));
                results.add(batcher.submit(submission, Duration.ofSeconds(20)));
            }
            assertThat(swaps).succeedsWithin(Duration.ofSeconds(20));
            assertThat(results).allSatisfy(result -> assertThat(result).succeedsWithin(Duration.ofSeconds(20)));
        }
        models.close();
        models.close();

        assertThat(results.stream().map(CompletableFuture::join))
                .allSatisfy(judged -> assertThat(judged.model().bundle())
                        .isEqualTo("bundle-" + (int) (judged.judgement().leakage() * 1000 + 0.5)));
        assertThat(all).allSatisfy(model -> assertThat(model.closed).hasValue(1));
    }

    @Test
    void shouldJudgeWhatWasInFlightWithTheNewModelAndItsPrompt() {
        Marked old = new Marked(1);
        Marked next = new Marked(2);
        LiveModel models = LiveModel.of(old.model(), old::close);
        Submission submission = Submission.of("text", true, models.current(), READER);

        assertThat(models.swap(next.model(), next::close)).isEqualTo(old.model());

        Judged judged = new LiveJudge(models, ORDER, Clock.systemUTC())
                .apply(List.of(submission))
                .get(0);
        assertThat(judged.model()).isEqualTo(next.model());
        assertThat(old.closed).hasValue(1);
        assertThat(next.closed).hasValue(0);
    }

    @Test
    void shouldKeepTheOldModelOpenUntilItsBatchHasEnded() {
        Marked old = new Marked(1);
        Marked next = new Marked(2);
        LiveModel models = LiveModel.of(old.model(), old::close);

        int closedWithin = models.use(model -> {
            models.swap(next.model(), next::close);
            return old.closed.get();
        });

        assertThat(closedWithin).isZero();
        assertThat(old.closed).hasValue(1);
    }

    @Test
    void shouldCloseWhatArrivesTooLate() {
        Marked old = new Marked(1);
        Marked next = new Marked(2);
        LiveModel models = LiveModel.of(old.model(), old::close);
        models.close();

        assertThatThrownBy(() -> models.swap(next.model(), next::close)).isInstanceOf(ClassifierStoppedException.class);
        assertThatThrownBy(() -> models.use(GuardModel::bundle)).isInstanceOf(ClassifierStoppedException.class);
        assertThat(List.of(old.closed.get(), next.closed.get())).containsExactly(1, 1);
    }

    @Test
    void shouldRefuseAModelThatAnswersNonsenseWhenItWarmsUp() {
        WarmUp.run(new Marked(1).model());

        assertThatThrownBy(() -> WarmUp.run(new Marked(2000).model()))
                .isInstanceOf(GuardException.class)
                .hasMessageStartingWith("the model's answer makes no sense: ");
    }

    /** Marks what it encodes, accepts nothing else, and notices if it is used after it was closed. */
    private static final class Marked implements Classifier {
        private final int mark;
        private final AtomicInteger closed = new AtomicInteger();

        Marked(int mark) {
            this.mark = mark;
        }

        GuardModel model() {
            return new GuardModel(
                    this, GuardFixture.LABELS, new BenignPrompt("Prompt " + mark + ":"), "bundle-" + mark, 0.2);
        }

        void close() {
            closed.incrementAndGet();
        }

        @Override
        public EncodedText encode(GuardedText text) {
            if (!text.text().startsWith("Prompt " + mark + ": ")) {
                throw new AssertionError("another model's prompt: " + text.text());
            }
            return new EncodedText(new int[] {mark, 7}, false);
        }

        @Override
        public EncodedText encodeUnguarded(UnguardedText text) {
            return new EncodedText(new int[] {mark, 7}, false, false);
        }

        @Override
        public List<Judgement> classify(List<EncodedText> batch) {
            if (closed.get() > 0) {
                throw new AssertionError("closed");
            }
            if (batch.stream().anyMatch(text -> text.ids()[0] != mark)) {
                throw new AssertionError("a batch mixes models");
            }
            LockSupport.parkNanos(100_000); // time for swaps to get in between
            if (closed.get() > 0) {
                throw new AssertionError("closed while in use");
            }
            return batch.stream()
                    .map(text -> new Judgement(0, 0.9, 0.8, mark / 1000.0, false))
                    .toList();
        }
    }
}
