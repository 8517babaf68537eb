package dev.antidote.lab.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Scores are small whole numbers, so that many are equal. */
class RocPropertyTest {
    @Property
    void shouldRiseFromNobodyToEverybody(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9) Integer> positives,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9) Integer> negatives) {
        List<Roc.Point> points = Roc.of(scores(positives), scores(negatives)).points();

        assertThat(points.get(0).recall().successes()
                        + points.get(0).falseAlarms().successes())
                .isZero();
        assertThat(points.get(points.size() - 1).recall().value()).isEqualTo(1);
        assertThat(points.get(points.size() - 1).falseAlarms().value()).isEqualTo(1);
        for (int i = 1; i < points.size(); i++) {
            assertThat(points.get(i).bar()).isLessThan(points.get(i - 1).bar());
            assertThat(points.get(i).recall().successes())
                    .isGreaterThanOrEqualTo(points.get(i - 1).recall().successes());
            assertThat(points.get(i).falseAlarms().successes())
                    .isGreaterThanOrEqualTo(points.get(i - 1).falseAlarms().successes());
        }
    }

    @Property
    void shouldBeTheChanceThatAPositiveScoresHigher(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9) Integer> positives,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9) Integer> negatives) {
        double wins = 0;
        for (int positive : positives) {
            for (int negative : negatives) {
                wins += positive > negative ? 1 : positive == negative ? 0.5 : 0;
            }
        }

        assertThat(Roc.of(scores(positives), scores(negatives)).auc())
                .isCloseTo(wins / positives.size() / negatives.size(), within(1e-12));
    }

    @Property
    void shouldDependOnTheOrderOfScoresOnly(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9) Integer> positives,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9) Integer> negatives,
            @ForAll @IntRange(max = 100) int percent) {
        Roc plain = Roc.of(scores(positives), scores(negatives));
        Roc bent = Roc.of(bent(positives), bent(negatives));

        assertThat(bent.auc()).isEqualTo(plain.auc());
        assertThat(bent.atFalseAlarms(percent / 100.0).recall())
                .isEqualTo(plain.atFalseAlarms(percent / 100.0).recall());
    }

    @Property
    void shouldGiveTheBestRecallThatTheRateAllows(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9) Integer> positives,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9) Integer> negatives,
            @ForAll @IntRange(max = 100) int percent) {
        double rate = percent / 100.0;
        Roc.Point point = Roc.of(scores(positives), scores(negatives)).atFalseAlarms(rate);

        assertThat(point.falseAlarms().value()).isLessThanOrEqualTo(rate);
        assertThat(share(positives, point.bar())).isEqualTo(point.recall().value());
        assertThat(share(negatives, point.bar())).isEqualTo(point.falseAlarms().value());
        for (int bar = 0; bar <= 9; bar++) {
            assertThat(share(negatives, bar) <= rate
                            && share(positives, bar) > point.recall().value())
                    .as("bar %d is better", bar)
                    .isFalse();
        }
    }

    private static double share(List<Integer> scores, double bar) {
        return (double) scores.stream().filter(score -> score >= bar).count() / scores.size();
    }

    private static double[] scores(List<Integer> values) {
        return values.stream().mapToDouble(Integer::doubleValue).toArray();
    }

    private static double[] bent(List<Integer> values) {
        return DoubleStream.of(scores(values))
                .map(value -> Math.exp(value / 3) - 7)
                .toArray();
    }
}
