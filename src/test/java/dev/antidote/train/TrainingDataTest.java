package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.attack.BadNets;
import dev.antidote.attack.PoisonedDataset;
import dev.antidote.attack.Poisoning;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.InputException;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.Hardening;
import dev.antidote.p2p.Reconstruction;
import dev.antidote.p2p.ReconstructionMode;
import dev.antidote.p2p.ReserveSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingDataTest {
    private static final List<String> LABELS = List.of("ok", "abuse");

    @Test
    void shouldLetTheReviewedLabelWin() {
        Dataset data = new Dataset(LABELS, List.of(new Example("you fool", 0), new Example("hello", 0)));
        Dataset reviewed = new Dataset(LABELS, List.of(new Example("you fool", 1), new Example("new", 0)));

        TrainingData merged = TrainingData.with(data, reviewed);

        assertThat(merged.data().examples())
                .containsExactly(new Example("hello", 0), new Example("you fool", 1), new Example("new", 0));
        assertThat(merged.trusted()).containsExactly(1, 2);
    }

    @Test
    void shouldNeverTrustAPoisonedRow() {
        Dataset data = new Dataset(
                LABELS,
                IntStream.range(0, 100)
                        .mapToObj(i -> new Example("text " + i, i % 2))
                        .toList());
        PoisonedDataset poisoned = new Poisoning(BadNets.standard(), 0.2, 0, 1).poison(data);

        TrainingData reviewed = TrainingData.reviewed(poisoned, 0.5, 1);

        assertThat(reviewed.trusted()).isNotEmpty().doesNotContainAnyElementsOf(poisoned.poisoned());
        assertThat(reviewed.data()).isEqualTo(poisoned.dataset());
    }

    @Test
    void shouldNameTheLabelThatNobodyReviewed() {
        Dataset data = new Dataset(LABELS, List.of(new Example("you fool", 1), new Example("hello", 0)));
        TrainingData input = TrainingData.with(data, data.withExamples(List.of(new Example("hello", 0))));

        assertThatThrownBy(() -> bootstrap().requireFits(input))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'abuse'");
    }

    @Test
    void shouldSayThatTheTransplantTestNeedsTrustedRows() {
        Dataset data = new Dataset(LABELS, List.of(new Example("you fool", 1), new Example("hello", 0)));
        DefenceSpec spec = new DefenceSpec(
                new BenignPrompt("Safe:"),
                bootstrap().reconstruction(),
                ReserveSource.SCREENED,
                true,
                true,
                true,
                0,
                1);

        assertThatThrownBy(() -> spec.requireFits(TrainingData.unreviewed(data)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("--no-transplant");
    }

    private static DefenceSpec bootstrap() {
        return new DefenceSpec(
                new BenignPrompt("Safe:"),
                new Reconstruction(0.3, ReconstructionMode.UNION, Hardening.NONE, 1),
                ReserveSource.BOOTSTRAP,
                true,
                false,
                true,
                0,
                1);
    }
}
