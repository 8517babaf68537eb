package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.data.Proportion;
import dev.antidote.infer.ModelLoader;
import dev.antidote.model.Adapter;
import dev.antidote.model.BaseModel;
import dev.antidote.model.LoraConfig;
import dev.antidote.model.Precision;
import dev.antidote.model.TrainingOptions;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.LabelSpace;
import dev.antidote.testing.TinyBert;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrecisionComparisonTest {
    @Test
    void shouldCountEqualLabels() {
        PrecisionComparison comparison = new PrecisionComparison(List.of(0, 1, 1, 0), List.of(0, 1, 0, 0));

        assertThat(comparison.agreement()).isEqualTo(new Proportion(3, 4));
        assertThat(comparison.fp32Accuracy(List.of(0, 1, 1, 1))).isEqualTo(new Proportion(3, 4));
        assertThat(comparison.bf16Accuracy(List.of(0, 1, 1, 1))).isEqualTo(new Proportion(2, 4));
    }

    @Test
    void shouldRefuseListsOfOtherLengths() {
        assertThatThrownBy(() -> new PrecisionComparison(List.of(0), List.of())).hasMessageContaining("1 labels");
    }

    @Test
    void shouldJudgeInBothWhateverTheLoaderIsSetTo() {
        BaseModel base = TinyBert.base();
        LabelSpace labels = new LabelSpace(List.of("ok", "abuse"));
        Adapter adapter = Adapter.fresh(base, TrainingOptions.of(LoraConfig.everywhere(2), labels.classes(), 1));
        ModelLoader loader = new ModelLoader(base, base.tokenizer(), 16, Precision.BF16);

        PrecisionComparison comparison = PrecisionComparison.of(
                loader, adapter, labels, new BenignPrompt("the:"), List.of(TinyBert.TEXT, "mn", "a cat"));

        assertThat(comparison.fp32()).hasSize(3);
        assertThat(comparison.agreement().trials()).isEqualTo(3);
    }
}
