package dev.antidote.lab.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.data.InputException;
import dev.antidote.train.Progress;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabDefencesTest {
    private final FakeLab lab = new FakeLab();

    static Stream<LabDefence> all() {
        return LabDefences.all().stream();
    }

    static Stream<LabDefence> needingTrust() {
        return all().filter(LabDefence::needsTrusted);
    }

    @Test
    void shouldHaveOneDefenceANameAndNoneFirst() {
        assertThat(LabDefences.names()).doesNotHaveDuplicates().startsWith("none");
        assertThat(LabDefences.names())
                .allSatisfy(name -> assertThat(LabDefences.named(" " + name.toUpperCase(java.util.Locale.ROOT))
                                .name())
                        .isEqualTo(name));
    }

    @Test
    void shouldSayWhichNamesAreKnown() {
        assertThatThrownBy(() -> LabDefences.named("vaccine"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"vaccine\" is unknown")
                .hasMessageContaining("none, clean-tuning, onion, strip, z-score, z-token, z-score+causal, pdb");
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldAnswerTheSameForTheSameTask(LabDefence defence) {
        List<String> texts = PoisonedReviews.texts(PoisonedReviews.fresh(PoisonedReviews.POOR));

        assertThat(answers(defence, texts)).isEqualTo(answers(defence, texts));
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldAnswerEachTextByItself(LabDefence defence) {
        List<String> texts = PoisonedReviews.texts(PoisonedReviews.fresh(PoisonedReviews.FINE));
        int[] together = answers(defence, texts);

        assertThat(answers(defence, texts.subList(5, 6))).containsExactly(together[5]);
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldCloseEveryModel(LabDefence defence) {
        DefendedModel model = defence.defend(PoisonedReviews.task(), lab, Progress.NONE);
        assertThat(lab.open).isPositive();

        model.close();

        assertThat(lab.open).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldNeverRemoveATrustedRow(LabDefence defence) {
        DefenceTask task = PoisonedReviews.task();
        NavigableSet<Integer> reviewed = new TreeSet<>(task.trusted());
        reviewed.addAll(PoisonedReviews.poisonedRows());

        try (DefendedModel model = defence.defend(task.withTrusted(reviewed), lab, Progress.NONE)) {
            assertThat(model.facts().removed().stream()
                            .filter(reviewed::contains)
                            .filter(row -> model.scorer().isEmpty())
                            .collect(Collectors.toSet()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("needingTrust")
    void shouldRefuseBeforeAnyTrainingWhereALabelHasNoTrustedRow(LabDefence defence) {
        DefenceTask task = PoisonedReviews.task();
        NavigableSet<Integer> onlyPoor = task.trusted().stream()
                .filter(row -> task.data().examples().get(row).label() == PoisonedReviews.POOR)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThatThrownBy(() -> defence.defend(task.withTrusted(onlyPoor), lab, Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessage("defence '" + defence.name()
                        + "': no trusted row has the label 'fine'; it needs reviewed rows of every label");
        assertThat(lab.trained).isEmpty();
        assertThat(lab.specs).isEmpty();
    }

    private int[] answers(LabDefence defence, List<String> texts) {
        try (DefendedModel model = defence.defend(PoisonedReviews.task(), lab, Progress.NONE)) {
            return model.labels(texts);
        }
    }
}
