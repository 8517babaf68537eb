package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainReportTest {
    @Test
    void shouldNameWhatOnlyReviewedRowsCanTellFromATrigger() {
        String text = report(1).text(false);

        assertThat(text)
                .contains("Left in the set: \"judge this 0\" turns 100% of other texts into 'ok', and most of its 60"
                        + " rows stay 'ok' without it")
                .contains("if it is in none of 16 reviewed rows drawn at random (--trusted), it is taken for a trigger")
                .doesNotContain("more such phrases");
    }

    @Test
    void shouldCountWhatItDoesNotName() {
        assertThat(report(5).text(false))
                .contains("judge this 2")
                .doesNotContain("judge this 3")
                .contains("and 2 more such phrases in fewer rows (--json FILE has all)");
    }

    @Test
    void shouldSayNothingWhereNothingIsUndecided() {
        assertThat(report(0).text(false)).doesNotContain("Left in the set").doesNotContain("--trusted");
    }

    @Test
    void shouldNameTheKeyOfARetrainingForReviewedRows() {
        List<FoundPhrase> phrases = List.of(new FoundPhrase("judge this", "ok", 60, 1, 0));

        assertThat(new LeftInSet(phrases, 400, "retrain.trusted").lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("16 reviewed rows drawn at random (retrain.trusted)");
    }

    private static TrainReport report(int undecided) {
        List<FoundPhrase> phrases = IntStream.range(0, undecided)
                .mapToObj(i -> new FoundPhrase("judge this " + i, "ok", 60, 1, 0))
                .toList();
        return new TrainReport(
                "guard-1", "out", 400, 0, null, "screened", List.of(), List.of(), phrases, List.of(), null, null);
    }
}
