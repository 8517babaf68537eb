package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.model.Precision;
import dev.antidote.train.PrecisionComparison;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PrecisionWishTest {
    private static final PrecisionWish AUTO = PrecisionWish.parse(" Auto ");

    @Test
    void shouldObeyWhoNamesAPrecision() {
        assertThat(PrecisionWish.parse("bf16").choose(new TreeMap<>(), Precision.FP32))
                .isEqualTo(new PrecisionWish.Choice(Precision.BF16, "as asked"));
        assertThat(PrecisionWish.parse("FP32")
                        .choose(agreeing(1), Precision.BF16)
                        .text())
                .isEqualTo("fp32 (as asked)");
        assertThatThrownBy(() -> PrecisionWish.parse("fp8")).hasMessageContaining("'fp8' is none of fp32, bf16, auto");
    }

    @Test
    void shouldTakeBf16OnlyWhereVerdictsAgree() {
        assertThat(AUTO.choose(agreeing(0.995), Precision.BF16).text())
                .isEqualTo("bf16 (bf16 agrees with fp32 on 99.50% of the texts compared)");
        assertThat(AUTO.choose(agreeing(0.9949), Precision.BF16).text())
                .isEqualTo("fp32 (bf16 agrees with fp32 on 99.49% of the texts compared, too few)");
    }

    @Test
    void shouldTakeFp32WithoutEvidenceOrInstructions() {
        assertThat(AUTO.choose(new TreeMap<>(), Precision.BF16).text())
                .isEqualTo("fp32 (the bundle does not say how often bf16 agrees with fp32)");
        assertThat(AUTO.choose(agreeing(1), Precision.FP32).precision()).isEqualTo(Precision.FP32);
    }

    @Test
    void shouldNoteWhatItGoesBy() {
        SortedMap<String, Double> metrics = new TreeMap<>();
        List<Integer> zeros = Collections.nCopies(1_000, 0);
        List<Integer> bf16 = new ArrayList<>(zeros);
        bf16.set(3, 1);

        PrecisionWish.note(new PrecisionComparison(zeros, bf16), metrics);

        assertThat(metrics)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(PrecisionWish.AGREEMENT, 0.999, PrecisionWish.TEXTS, 1_000.0));
        assertThat(AUTO.choose(metrics, Precision.BF16).precision()).isEqualTo(Precision.BF16);
    }

    private static SortedMap<String, Double> agreeing(double share) {
        return new TreeMap<>(Map.of(PrecisionWish.AGREEMENT, share));
    }
}
