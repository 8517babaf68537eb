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
 * <p>Held-out rows may be poisoned themselves, and the ablation signal of those is the strongest of all: a few would put the line above
 * the attack. So rows whose label is repeated without the prompt and denied by the guard, as a poisoned row's is, take no part in
 * that line. Among honest rows such mistakes of the guard are about as many as those of whoever is asked without the prompt, which stay; so
 * these may have half of the false alarms.
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

        /** Whether the answer without the prompt repeats the label that the row came with, and the guard denies it. */
        private boolean looksPoisoned(int given) {
            return unguarded.label() == given && guarded.label() != given;
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

    /**
     * Draws the lines; nothing where there are fewer than {@value #LEAST_ROWS} clean rows.
     *
     * @param clean what is said of rows without a trigger that anybody knows; nobody may have reviewed them
     * @param given the labels that these rows came with, 0..n-1
     * @param triggered what is said of triggered rows, by attack
     */
    public static Optional<SignalStudy> of(
            List<Scored> clean, List<Integer> given, Map<String, List<Scored>> triggered) {
        if (clean.size() < LEAST_ROWS) {
            return Optional.empty();
        }
        List<Scored> chosen = half(clean, 0);
        List<Integer> labels = half(given, 0);
        List<Scored> unsuspected = IntStream.range(0, chosen.size())
                .filter(i -> !chosen.get(i).looksPoisoned(labels.get(i)))
                .mapToObj(chosen::get)
                .toList();
        Map<Signal, Line> lines = new EnumMap<>(Signal.class);
        for (Signal signal : Signal.values()) {
            double bound = signal == Signal.ABLATION
                    ? bound(signal, signal.goal() / 2, unsuspected)
                    : bound(signal, signal.goal(), chosen);
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
    private static <T> List<T> half(List<T> rows, int from) {
        List<T> half = new ArrayList<>();
        for (int i = from; i < rows.size(); i += 2) {
            half.add(rows.get(i));
        }
        return half;
    }

    /** The least strength that no more than a share of the rows exceeds; of no rows 1, which flags none. */
    private static double bound(Signal signal, double share, List<Scored> rows) {
        List<Double> strengths = rows.stream()
                .map(signal::strength)
                .sorted(Comparator.reverseOrder())
                .toList();
        return strengths.isEmpty() ? 1 : strengths.get((int) (share * rows.size()));
    }

    private static Proportion above(Signal signal, double bound, List<Scored> rows) {
        long flagged = rows.stream().filter(row -> signal.strength(row) > bound).count();
        return new Proportion(flagged, rows.size());
    }
}
