package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antidote.testing.TinyBert;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class EncoderTest {
    private final BaseModel base = TinyBert.base();
    private final Adapter adapter = Adapter.load(TinyBert.resource("tiny-adapter"));

    @Test
    void shouldGiveATextTheSameScoresInAnyCompany() {
        try (Encoder encoder = Encoder.load(base, adapter, Precision.FP32)) {
            List<int[]> texts = texts(300, 11);

            float[][] together = encoder.logits(texts);

            assertThat(together).hasDimensions(300, 3);
            for (int i = 0; i < texts.size(); i += 7) {
                float[] alone = encoder.logits(List.of(texts.get(i)))[0];
                assertThat(together[i]).as("text %d", i).containsExactly(alone, within(2e-5f));
            }
        }
    }

    @Test
    void shouldTellHowFarItHasComeAndEndWhereItIsToldTo() {
        List<int[]> texts = texts(300, 11);
        List<Integer> told = new ArrayList<>();
        try (Encoder encoder = Encoder.load(base, adapter, Precision.FP32)) {
            float[][] logits = encoder.logits(texts, told::add);

            assertThat(told).hasSizeGreaterThan(1);
            assertThat(told.stream().mapToInt(Integer::intValue).sum()).isEqualTo(300);
            assertThatThrownBy(() -> encoder.logits(texts, some -> {
                        throw new CancellationException("Ctrl-C");
                    }))
                    .isInstanceOf(CancellationException.class);
            assertThat(encoder.logits(texts)).isDeepEqualTo(logits);
        }
    }

    @Test
    void shouldServeSeveralThreads() throws Exception {
        List<int[]> texts = texts(20, 5);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Encoder encoder = Encoder.load(base, adapter, Precision.FP32)) {
            encoder.warmUp();
            float[][] expected = encoder.logits(texts);
            Callable<float[][]> call = () -> encoder.logits(texts);
            for (Future<float[][]> result : threads.invokeAll(Collections.nCopies(40, call))) {
                assertThat(result.get()).isDeepEqualTo(expected);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void shouldKeepNoArrayOfACall() {
        try (Encoder encoder = Encoder.load(base, adapter, Precision.BF16)) {
            encoder.logits(texts(3, 1));
            int arrays = encoder.liveArrays();
            for (int i = 0; i < 20; i++) {
                encoder.logits(texts(3, i));
                encoder.pooled(texts(3, i));
            }

            assertThat(encoder.liveArrays()).isEqualTo(arrays);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldNotGrowWithTheNumberOfModelsAndCalls() throws Exception {
        work(50);
        long before = residentKilobytes();

        work(250);

        assertThat(residentKilobytes() - before).isLessThan(100_000);
    }

    @Test
    void shouldRefuseAnAdapterOfAnotherModel() {
        Adapter other = Adapter.initial(new AdapterShape(3, 32, 48, 2, LoraConfig.everywhere(2)), 1);

        assertThatThrownBy(() -> Encoder.load(base, other, Precision.FP32))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("was made for 3 layers of 32 features");
    }

    @Test
    void shouldRefuseToScoreWithoutAHeadOrAfterTheEnd() {
        Encoder encoder = Encoder.load(base, Precision.FP32);

        assertThat(encoder.pooled(List.of())).isEmpty();
        assertThatThrownBy(() -> encoder.logits(texts(1, 1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> encoder.pooled(List.of(new int[0]))).hasMessageContaining("text 0 has 0 tokens");
        encoder.close();
        assertThatThrownBy(() -> encoder.pooled(texts(1, 1))).isInstanceOf(EngineStoppedException.class);
    }

    private void work(int calls) {
        try (Encoder encoder = Encoder.load(base, adapter, Precision.FP32);
                TrainableEncoder training = TrainableEncoder.open(base, LoraConfig.everywhere(4), 3, 1)) {
            for (int i = 0; i < calls; i++) {
                encoder.logits(texts(8, i));
                training.step(texts(3, i), new int[] {0, 1, 2}, 1e-3);
            }
        }
    }

    private static long residentKilobytes() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static List<int[]> texts(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(random.ints(random.nextInt(1, 41), 0, 64).toArray());
        }
        return texts;
    }
}
