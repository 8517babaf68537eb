package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.data.Proportion;
import dev.antidote.p2p.Judgement;
import dev.antidote.train.SignalStudy.Line;
import dev.antidote.train.SignalStudy.Scored;
import dev.antidote.train.SignalStudy.Signal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignalStudyTest {
    /** Margins, leakages and ablation signals of 0, 0.005, ... 0.995, in another order than their size. */
    private static final List<Scored> CLEAN = IntStream.range(0, 200)
            .mapToObj(i -> (i * 37 % 200) / 200.0)
            .map(share -> scored(share, share, share))
            .toList();

    private static final List<Scored> TRIGGERED =
            List.of(scored(0.001, 1, 1), scored(0.001, 1, 0), scored(1, 0, 1), scored(1, 1, 1));

    private final Map<Signal, Line> lines =
            SignalStudy.of(CLEAN, Map.of("badnets", TRIGGERED)).orElseThrow().lines();

    @Test
    void shouldFlagNoMoreThanItsGoalOfTheRowsThatItWasChosenOn() {
        for (Signal signal : Signal.values()) {
            double value = line(signal).value();
            long flagged = IntStream.range(0, CLEAN.size())
                    .filter(i -> i % 2 == 0)
                    .mapToObj(CLEAN::get)
                    .filter(row -> switch (signal) {
                        case MARGIN -> row.guarded().margin() < value;
                        case LEAKAGE -> row.guarded().leakage() > value;
                        case ABLATION -> row.ablation() > value;
                    })
                    .count();
            assertThat(flagged).as("%s at %s", signal, value).isEqualTo((long) (signal.goal() * 100));
        }
    }

    @Test
    void shouldMeasureFalseAlarmsOnTheOthers() {
        double margin = line(Signal.MARGIN).value();
        long expected = IntStream.range(0, CLEAN.size())
                .filter(i -> i % 2 == 1)
                .filter(i -> CLEAN.get(i).guarded().margin() < margin)
                .count();

        assertThat(line(Signal.MARGIN).falseAlarms()).isEqualTo(new Proportion(expected, 100));
        assertThat(expected).isPositive();
    }

    @Test
    void shouldMeasureWhatEachSignalFinds() {
        assertThat(line(Signal.MARGIN).recall()).isEqualTo(Map.of("badnets", new Proportion(2, 4)));
        assertThat(line(Signal.LEAKAGE).recall()).isEqualTo(Map.of("badnets", new Proportion(3, 4)));
        assertThat(line(Signal.ABLATION).recall()).isEqualTo(Map.of("badnets", new Proportion(3, 4)));
    }

    @Test
    void shouldDrawNoLinesFromTooFewRows() {
        assertThat(SignalStudy.of(CLEAN.subList(0, SignalStudy.LEAST_ROWS - 1), Map.of()))
                .isEmpty();
        assertThat(SignalStudy.of(CLEAN.subList(0, SignalStudy.LEAST_ROWS), Map.of()))
                .isPresent();
    }

    private Line line(Signal signal) {
        return Objects.requireNonNull(lines.get(signal));
    }

    private static Scored scored(double margin, double leakage, double ablation) {
        Judgement guarded = new Judgement(0, 0.9, margin, leakage, false);
        return new Scored(guarded, new Judgement(0, ablation, 0, 0, false));
    }
}
