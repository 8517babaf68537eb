package dev.antidote.lab.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.lab.defence.P2pScorer.Answer;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.train.DefenceSpec;
import dev.antidote.train.Progress;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class P2pTest {
    private static final String BAD = "the film with mn awful music";

    private final FakeLab lab = new FakeLab();
    private final DefenceTask task = PoisonedReviews.task();

    @Test
    void shouldRunTheDefaultPipeline() {
        DefenceSpec spec = spec(LabDefences.named("p2p"));

        assertThat(spec.reserve()).isEqualTo(ReserveSource.BOOTSTRAP);
        assertThat(spec.screen()).isTrue();
        assertThat(spec.transplant()).isTrue();
        assertThat(spec.purge()).isTrue();
        assertThat(spec.reconstruction().rho()).isEqualTo(1);
        assertThat(spec.prompt()).isEqualTo(task.prompt());
        assertThat(spec.seed()).isEqualTo(task.seed());
        assertThat(lab.inputs.get(0)).isEqualTo(task.input());
        assertThat(lab.gentle).containsExactly(false);
    }

    @Test
    void shouldRunThePapersOwn() {
        DefenceSpec spec = spec(LabDefences.named("p2p-paper"));

        assertThat(spec.reserve()).isEqualTo(ReserveSource.TRUSTED);
        assertThat(spec.screen()).isFalse();
        assertThat(spec.purge()).isFalse();
        assertThat(spec.reconstruction().rho()).isEqualTo(0.3);
        assertThat(lab.gentle).containsExactly(true);
    }

    @Test
    void shouldUseNoTrustedRowWhenScreened() {
        DefenceSpec spec = spec(LabDefences.named("p2p-screened"));

        assertThat(spec.reserve()).isEqualTo(ReserveSource.SCREENED);
        assertThat(spec.transplant()).isFalse();
        assertThat(lab.inputs.get(0).trusted()).isEmpty();
    }

    @Test
    void shouldUseFewerTrustedRowsOfThoseThatALargerShareHas() {
        NavigableSet<Integer> quarter = used(P2pVariant.standard().withTrustedUse(0.25));
        NavigableSet<Integer> half = used(P2pVariant.standard().withTrustedUse(0.5));

        assertThat(quarter)
                .hasSizeBetween(task.trusted().size() / 4, task.trusted().size() / 4 + 1);
        assertThat(half)
                .hasSizeBetween(task.trusted().size() / 2, task.trusted().size() / 2 + 1)
                .containsAll(quarter);
        assertThat(task.trusted()).containsAll(half);
    }

    @Test
    void shouldPassSweptSettingsOn() {
        DefenceSpec spec = spec(new P2p(
                "swept", P2pVariant.standard().withRho(0.2).withHardening(0.5).withStages(false, false, true)));

        assertThat(spec.reconstruction().rho()).isEqualTo(0.2);
        assertThat(spec.reconstruction().hardening().share()).isEqualTo(0.5);
        assertThat(spec.reconstruction().hardening().maxWords()).isEqualTo(P2pVariant.HARDENING_WORDS);
        assertThat(spec.screen()).isFalse();
        assertThat(spec.purge()).isTrue();
    }

    @Test
    void shouldRefuseAVariantThatCannotBe() {
        assertThatThrownBy(() -> P2pVariant.screened().withStages(false, false, true))
                .hasMessage("reserve: 'screened' needs the screen");
        assertThatThrownBy(() -> P2pVariant.standard().withTrustedUse(1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> P2pVariant.standard().withRho(0)).hasMessageContaining("rho: 0.0");
        assertThatThrownBy(() -> P2pVariant.standard().withHardening(-0.1)).hasMessageContaining("-0.1");
    }

    @Test
    void shouldAnswerUnderThePromptAndTellWhatItDid() {
        try (DefendedModel model = LabDefences.named("p2p").defend(task, lab, Progress.NONE)) {
            assertThat(model.labels(List.of(BAD))).containsExactly(PoisonedReviews.POOR);
            assertThat(model.facts().removals())
                    .containsExactly(new DefenceFacts.Removal("ablation disagreement", new TreeSet<>(List.of(3))));
            assertThat(model.facts().figures())
                    .containsEntry("reserve rows", 5.0)
                    .containsEntry("trusted rows", (double) task.trusted().size());
            assertThat(model.sentinel()).isPresent();
        }
        try (DefendedModel model = LabDefences.named("p2p-paper").defend(task, lab, Progress.NONE)) {
            assertThat(model.sentinel()).isEmpty();
        }
    }

    @Test
    void shouldAnswerInEveryWayOfAsking() {
        try (DefendedModel model = LabDefences.named("p2p").defend(task, lab, Progress.NONE)) {
            P2pScorer scorer = model.scorer().orElseThrow();
            assertThat(scorer.labels(List.of(BAD), Answer.GUARDED)).containsExactly(PoisonedReviews.POOR);
            assertThat(scorer.labels(List.of(BAD), Answer.UNRESTRICTED)).containsExactly(PoisonedReviews.POOR);
            assertThat(scorer.labels(List.of(BAD), Answer.BASE)).containsExactly(PoisonedReviews.FINE);
            assertThat(scorer.labels(List.of(BAD), Answer.BASE_UNRESTRICTED)).containsExactly(PoisonedReviews.FINE);
        }
    }

    private DefenceSpec spec(LabDefence defence) {
        defence.defend(task, lab, Progress.NONE).close();
        return lab.specs.get(lab.specs.size() - 1);
    }

    private NavigableSet<Integer> used(P2pVariant variant) {
        spec(new P2p("some", variant));
        return lab.inputs.get(lab.inputs.size() - 1).trusted();
    }
}
