package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antidote.attack.TriggeredDataset;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import dev.antidote.data.Proportion;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    @Test
    void shouldCountAccuracyAttackSuccessAndFloorSeparately() {
        Dataset test = new Dataset(
                List.of("ok", "abuse"),
                List.of(
                        new Example("0 fine", 0),
                        new Example("0 wrong", 1),
                        new Example("1 bad", 1),
                        new Example("1 off", 1)));
        Dataset triggered = test.withExamples(
                List.of(new Example("0 wrong mn", 1), new Example("0 bad mn", 1), new Example("1 off mn", 1)));
        List<Integer> rows = List.of(1, 2, 3);
        TriggeredDataset attacked = new TriggeredDataset(test.select(rows), triggered, rows);

        // The first character is the model's answer.
        Metrics metrics = new Evaluation(test, attacked, 0)
                .measure(texts ->
                        texts.stream().mapToInt(text -> text.charAt(0) - '0').toArray());

        assertThat(metrics.cleanAccuracy()).isEqualTo(new Proportion(3, 4));
        assertThat(metrics.attackSuccess()).isEqualTo(new Proportion(2, 3));
        assertThat(metrics.floor()).isEqualTo(new Proportion(1, 3));
        assertThat(metrics.excess()).isCloseTo(1.0 / 3, within(1e-12));
    }
}
