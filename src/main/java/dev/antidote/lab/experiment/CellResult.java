package dev.antidote.lab.experiment;

import dev.antidote.data.Proportion;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was measured in a cell; kept as one file by {@link CellStore}, and part of the report's JSON.
 *
 * @param id hash of everything that determines the result
 * @param setting what was measured
 * @param refusal why the defence could not be had from this data, one line; empty where it could
 * @param outcomes CA, ASR and floor, the answers that count first; empty after a refusal
 * @param removals rows that the defence took out
 * @param triggers that the defence named, strongest first
 * @param undecided what it named and left in the set, since it may be honest; empty in cells that older builds wrote
 * @param figures what the defence chose or counted, by name
 * @param accidents of {@link Measure#ACCIDENTS}
 * @param curves of {@link Measure#DETECTORS}
 * @param rowPasses the estimated cost, see {@link Cost}
 * @param seconds that it took
 * @param finished when
 */
public record CellResult(
        String id,
        Setting setting,
        String refusal,
        List<Outcome> outcomes,
        List<Removed> removals,
        List<String> triggers,
        List<String> undecided,
        SortedMap<String, Double> figures,
        List<Accident> accidents,
        List<Curve> curves,
        long rowPasses,
        double seconds,
        Instant finished) {
    public CellResult {
        outcomes = List.copyOf(outcomes);
        removals = List.copyOf(removals);
        triggers = List.copyOf(triggers);
        undecided = List.copyOf(Objects.requireNonNullElse(undecided, List.of()));
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        accidents = List.copyOf(accidents);
        curves = List.copyOf(curves);
        if (outcomes.isEmpty() == refusal.isEmpty()) {
            throw new IllegalArgumentException("cell " + id + ": needs either outcomes or a refusal");
        }
    }

    /** The outcome of the answers that the defence gives to requests; nothing after a refusal. */
    public Optional<Outcome> main() {
        return outcomes.stream().findFirst();
    }

    /**
     * What was measured, in words and numbers.
     *
     * @param data name of the set
     * @param attack name of the attack
     * @param trigger in words
     * @param rate poisoned share of the rows
     * @param poisoned rows that carry a trigger and the target label
     * @param trainingRows all rows
     * @param trusted rows that the defender knows to be reviewed
     * @param series the defence
     * @param level which one of its series; may be empty
     * @param prompt the benign prompt
     * @param seed of everything random
     * @param measure what was measured
     */
    public record Setting(
            String data,
            String attack,
            String trigger,
            double rate,
            int poisoned,
            int trainingRows,
            int trusted,
            String series,
            String level,
            String prompt,
            long seed,
            Measure measure) {
        /** Series and level. */
        public String defence() {
            return level.isEmpty() ? series : series + ", " + level;
        }
    }

    /**
     * The three figures that always stand together.
     *
     * @param way of asking; empty for the answers that the defence gives to requests
     * @param ca clean accuracy
     * @param asr triggered rows of other labels that got the target label
     * @param floor the same rows without the trigger that got it anyway
     */
    public record Outcome(String way, Proportion ca, Proportion asr, Proportion floor) {
        /** What the trigger adds, -1..1. */
        public double excess() {
            return asr.value() - floor.value();
        }
    }

    /**
     * Rows that a part of the defence took out.
     *
     * @param by the part in words
     * @param rows how many
     * @param poisoned how many of them the attacker had changed
     */
    public record Removed(String by, int rows, int poisoned) {}

    /**
     * What words in a clean text do to its verdict.
     *
     * @param what the words and their place
     * @param control whether they are other words, for comparison
     * @param changed texts whose verdict is another with them
     * @param ca clean accuracy with them
     */
    public record Accident(String what, boolean control, Proportion changed, Proportion ca) {}

    /**
     * A detector's ROC curve.
     *
     * @param detector the signal
     * @param model whose signal: the guarded model or the sentinel
     * @param auc area under the curve, 0..1
     * @param recallAt1 triggered texts found when 1% of the clean ones raise an alarm
     * @param recallAt5 the same at 5%
     * @param points [false-alarm rate, recall], rising, from [0, 0] to [1, 1]
     */
    public record Curve(
            String detector,
            String model,
            double auc,
            Proportion recallAt1,
            Proportion recallAt5,
            List<List<Double>> points) {
        public Curve {
            points = points.stream().map(List::copyOf).toList();
        }
    }
}
