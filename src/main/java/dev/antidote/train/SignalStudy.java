package dev.antidote.train;

import dev.antidote.data.Proportion;
import dev.antidote.infer.GuardedModel;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.Judgement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Where the lines of the signals are drawn, and what that costs and finds. Lines are chosen on one half of the held-out clean rows,
 * so that the stated share of them is flagged at most, and false alarms are measured on the other half.
 *
 * @param lines one for each signal
 */
public record SignalStudy(Map<Signal, Line> lines) {
    /** Fewer clean rows cannot tell what one false alarm in a hundred is. */
    public static final int LEAST_ROWS = 40;

    /** A signal, and the share of clean texts that it may flag. */
    public enum Signal {
        /** Small margins; plain doubt is common. */
        MARGIN(0.05),
        /** Softmax mass on the base space under the benign prompt. */
        LEAKAGE(0.01),
        /** How much surer of its label the answer without the prompt is, that of the witness where there is one. */
        ABLATION(0.01);

        private final double falseAlarms;

        Signal(double falseAlarms) {
            this.falseAlarms = falseAlarms;
        }

        /** The share of clean texts that may be flagged at most, 0..1. */
        public double goal() {
            return falseAlarms;
        }

        /** The more, the more suspicious. */
        private double strength(Scored scored) {
            return switch (this) {
                case MARGIN -> -scored.guarded().margin();
                case LEAKAGE -> scored.guarded().leakage();
                case ABLATION -> scored.ablation();
            };
        }
    }

    /** What is said of a text with the benign prompt, and without it by whoever the ablation asks. */
    public record Scored(Judgement guarded, Judgement unguarded) {
        /** The ablation signal, 0..1. */
        public double ablation() {
            return guarded.ablatedBy(unguarded);
        }
    }

    /**
     * A line and what was measured of it.
     *
     * @param value of the signal itself: margins below it, leakage and ablation above it are flagged
     * @param falseAlarms of clean rows that the choice did not see
     * @param recall of triggered rows, by attack; of an attack that the model has no backdoor for it says nothing
     */
    public record Line(double value, Proportion falseAlarms, SortedMap<String, Proportion> recall) {
        public Line {
            recall = Collections.unmodifiableSortedMap(new TreeMap<>(recall));
        }
    }

    public SignalStudy {
        lines = Collections.unmodifiableMap(new EnumMap<>(lines));
    }

    /** Draws the lines; nothing where there are fewer than {@value #LEAST_ROWS} clean rows. */
    public static Optional<SignalStudy> of(List<Scored> clean, Map<String, List<Scored>> triggered) {
        if (clean.size() < LEAST_ROWS) {
            return Optional.empty();
        }
        Map<Signal, Line> lines = new EnumMap<>(Signal.class);
        for (Signal signal : Signal.values()) {
            double bound = bound(signal, half(clean, 0));
            SortedMap<String, Proportion> recall = new TreeMap<>();
            triggered.forEach((attack, rows) -> recall.put(attack, above(signal, bound, rows)));
            double value = signal == Signal.MARGIN ? -bound : bound;
            lines.put(signal, new Line(value + 0.0, above(signal, bound, half(clean, 1)), recall)); // + 0.0: no -0.0
        }
        return Optional.of(new SignalStudy(lines));
    }

    /** Asks a model about texts with its prompt, and its witness without. */
    public static List<Scored> score(GuardedModel model, BenignPrompt prompt, List<String> texts) {
        List<Judgement> guarded = model.judge(texts, prompt);
        List<Judgement> unguarded = model.judgeAblated(texts);
        return IntStream.range(0, texts.size())
                .mapToObj(i -> new Scored(guarded.get(i), unguarded.get(i)))
                .toList();
    }

    /** Every second row, from this one. */
    private static List<Scored> half(List<Scored> rows, int from) {
        List<Scored> half = new ArrayList<>();
        for (int i = from; i < rows.size(); i += 2) {
            half.add(rows.get(i));
        }
        return half;
    }

    /** The least strength that no more than the goal's share exceeds. */
    private static double bound(Signal signal, List<Scored> rows) {
        List<Double> strengths = rows.stream()
                .map(signal::strength)
                .sorted(Comparator.reverseOrder())
                .toList();
        return strengths.get((int) (signal.goal() * rows.size()));
    }

    private static Proportion above(Signal signal, double bound, List<Scored> rows) {
        long flagged = rows.stream().filter(row -> signal.strength(row) > bound).count();
        return new Proportion(flagged, rows.size());
    }
}
