package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.data.Proportion;
import dev.antidote.p2p.Judgement;
import dev.antidote.train.SignalStudy.Line;
import dev.antidote.train.SignalStudy.Scored;
import dev.antidote.train.SignalStudy.Signal;
import java.util.ArrayList;
import java.util.Collections;
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

    private static final List<Integer> GIVEN = Collections.nCopies(200, 0);

    private static final List<Scored> TRIGGERED =
            List.of(scored(0.001, 1, 1), scored(0.001, 1, 0), scored(1, 0, 1), scored(1, 1, 1));

    private final Map<Signal, Line> lines = SignalStudy.of(CLEAN, GIVEN, Map.of("badnets", TRIGGERED))
            .orElseThrow()
            .lines();

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
            assertThat(flagged)
                    .as("%s at %s", signal, value)
                    .isEqualTo(signal == Signal.ABLATION ? 0 : (long) (signal.goal() * 100));
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
    void shouldFindAnAttackThatTheHeldOutRowsHoldThemselves() {
        Judgement honest = new Judgement(0, 0.9, 0.8, 0, false);
        Scored poisoned = new Scored(honest, new Judgement(1, 0.999_99, 1, 1, false));
        List<Scored> rows = new ArrayList<>(CLEAN);
        List<Integer> given = new ArrayList<>(GIVEN);
        for (int i = 0; i < 12; i++) {
            rows.set(i, poisoned);
            given.set(i, 1);
        }

        Line line = Objects.requireNonNull(SignalStudy.of(rows, given, Map.of("its", List.of(poisoned)))
                .orElseThrow()
                .lines()
                .get(Signal.ABLATION));

        assertThat(line.recall()).isEqualTo(Map.of("its", new Proportion(1, 1)));
        assertThat(line.falseAlarms().successes()).as("those of the other half").isBetween(6L, 8L);
    }

    @Test
    void shouldDrawNoLinesFromTooFewRows() {
        assertThat(SignalStudy.of(CLEAN.subList(0, SignalStudy.LEAST_ROWS - 1), GIVEN, Map.of()))
                .isEmpty();
        assertThat(SignalStudy.of(CLEAN.subList(0, SignalStudy.LEAST_ROWS), GIVEN, Map.of()))
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
