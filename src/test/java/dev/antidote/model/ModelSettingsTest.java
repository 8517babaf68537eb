package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSettingsTest {
    private static final Set<LinearKind> ALL = EnumSet.allOf(LinearKind.class);

    @Test
    void shouldNameTheSettingThatIsWrong() {
        assertWrong(() -> new LoraConfig(0, 1, ALL, 0), "lora rank: 0");
        assertWrong(() -> new LoraConfig(1025, 1, ALL, 0), "lora rank: 1025");
        assertWrong(() -> new LoraConfig(1, 0, ALL, 0), "lora alpha: 0.0");
        assertWrong(() -> new LoraConfig(1, Double.NaN, ALL, 0), "lora alpha: NaN");
        assertWrong(() -> new LoraConfig(1, 1, Set.of(), 0), "lora kinds");
        assertWrong(() -> new LoraConfig(1, 1, ALL, 1), "lora dropout: 1.0");
        assertWrong(() -> new AdamW(1, 0.9, 1e-8, 0, 0), "adamw beta1: 1.0");
        assertWrong(() -> new AdamW(0.9, -0.1, 1e-8, 0, 0), "adamw beta2: -0.1");
        assertWrong(() -> new AdamW(0.9, 0.9, 0, 0, 0), "adamw epsilon: 0.0");
        assertWrong(() -> new AdamW(0.9, 0.9, 1e-8, -1, 0), "adamw weight decay: -1.0");
        assertWrong(() -> new AdamW(0.9, 0.9, 1e-8, 0, Double.NaN), "adamw largest gradient: NaN");
        assertWrong(() -> new AdapterShape(1, 8, 8, 0, LoraConfig.everywhere(1)), "classes: 0");
        assertWrong(() -> Precision.parse("fp8"), "precision: 'fp8' is none of fp32, bf16, auto");
    }

    @Test
    void shouldKnowProcessorsThatMultiplyBfloat16(@TempDir Path directory) throws IOException {
        Path info = directory.resolve("cpuinfo");

        assertThat(Precision.fastest(info)).isEqualTo(Precision.FP32);
        Files.writeString(info, "flags\t: avx512_bf16 clzero\n");
        assertThat(Precision.fastest(info)).isEqualTo(Precision.BF16);
        Files.writeString(info, "Features\t: asimd i8mm bf16 dgh\n");
        assertThat(Precision.fastest(info)).isEqualTo(Precision.BF16);
        Files.writeString(info, "flags\t: avx2 avx512f\n");
        assertThat(Precision.fastest(info)).isEqualTo(Precision.FP32);
        assertThat(Precision.parse(" BF16 ")).isEqualTo(Precision.BF16);
    }

    @Test
    void shouldPlanBatchesOfSimilarLengthWithinTheMemory() {
        List<int[]> texts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            texts.add(new int[i % 4 == 0 ? 512 : 5 + i % 60]);
        }

        List<int[]> batches = BatchPlan.of(texts);

        assertThat(batches.stream().mapToInt(rows -> rows.length).sum()).isEqualTo(200);
        assertThat(batches.stream()
                        .flatMapToInt(java.util.Arrays::stream)
                        .distinct()
                        .count())
                .isEqualTo(200);
        for (int[] rows : batches) {
            long longest = texts.get(rows[0]).length;
            assertThat(rows.length * longest * longest).isLessThanOrEqualTo(1 << 20);
            assertThat(rows.length).isLessThanOrEqualTo(64);
        }
        assertThat(BatchPlan.of(List.of())).isEmpty();
    }

    @Test
    void shouldPlanPassesThatStayInTheProcessorsCacheAndNoSmallOneAtTheEnd() {
        List<int[]> texts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            texts.add(new int[30]);
        }

        List<Integer> sizes =
                BatchPlan.of(texts).stream().map(rows -> rows.length).toList();

        assertThat(sizes).as("of 30 tokens each").containsExactly(30, 30);
    }

    private static void assertWrong(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
