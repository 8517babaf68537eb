package dev.antidote.lab.report;

import dev.antidote.lab.experiment.CellResult;
import dev.antidote.lab.experiment.CellResult.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The figures of one attack against one defence over all seeds.
 *
 * @param attack its name
 * @param defence series and level
 * @param seeds how many
 * @param ca clean accuracy
 * @param asr attack success rate
 * @param floor of the same rows
 * @param excess ASR minus floor
 */
public record Spread(String attack, String defence, int seeds, Range ca, Range asr, Range floor, Range excess) {
    /** Those of an experiment, in its order; cells without an outcome are left out. */
    public static List<Spread> of(LabReport.Part part) {
        Map<List<String>, List<Outcome>> groups = new LinkedHashMap<>();
        for (CellResult cell : part.cells()) {
            List<String> key = List.of(cell.setting().attack(), cell.setting().defence());
            cell.main().ifPresent(outcome -> groups.computeIfAbsent(key, same -> new ArrayList<>())
                    .add(outcome));
        }
        List<Spread> spreads = new ArrayList<>();
        groups.forEach((key, outcomes) -> spreads.add(new Spread(
                key.get(0),
                key.get(1),
                outcomes.size(),
                Range.of(outcomes, outcome -> outcome.ca().value()),
                Range.of(outcomes, outcome -> outcome.asr().value()),
                Range.of(outcomes, outcome -> outcome.floor().value()),
                Range.of(outcomes, Outcome::excess))));
        return spreads;
    }

    /**
     * A figure over several runs.
     *
     * @param mean of the runs
     * @param deviation sample standard deviation; 0 for a single run
     * @param least smallest
     * @param most largest
     */
    public record Range(double mean, double deviation, double least, double most) {
        static Range of(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
            double[] values = outcomes.stream().mapToDouble(figure).sorted().toArray();
            double mean = 0;
            for (double value : values) {
                mean += value / values.length;
            }
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            double deviation = values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
            return new Range(mean, deviation, values[0], values[values.length - 1]);
        }
    }
}
