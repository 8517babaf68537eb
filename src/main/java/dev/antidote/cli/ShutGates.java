package dev.antidote.cli;

import static dev.antidote.cli.RetrainReport.points;

import dev.antidote.cli.RetrainReport.AttackLine;
import dev.antidote.cli.RetrainReport.GateLine;
import dev.antidote.retrain.gate.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The gates that a candidate did not get through, and what helps.
 *
 * @param report of its run
 */
record ShutGates(RetrainReport report) {
    /** A line for each that is shut, and one with advice for each kind; none where all are open. */
    List<String> lines() {
        List<GateLine> shut =
                report.gates().stream().filter(line -> !line.passed()).toList();
        List<String> lines = new ArrayList<>();
        shut.forEach(line -> lines.add("Shut: " + shut(line)));
        Stream.of(Gate.values())
                .filter(gate -> shut.stream().anyMatch(line -> line.gate().equals(gate.key())))
                .forEach(gate -> lines.add("gates." + gate.key() + ": " + gate.remedy()));
        return lines;
    }

    private String shut(GateLine line) {
        String words = Stream.of(Gate.values())
                .filter(gate -> gate.key().equals(line.gate()))
                .map(Gate::words)
                .findFirst()
                .orElse(line.gate());
        return words + (line.attack().isEmpty() ? "" : " by " + line.attack() + " for '" + line.target() + "'") + " is "
                + points(line.value()) + " points, gates." + line.gate() + " allows " + points(line.bound()) + ": "
                + points(line.value() - line.bound()) + " too many"
                + hopeless(line).orElse("");
    }

    /** Where plain errors alone shut it, no training helps. */
    private Optional<String> hopeless(GateLine line) {
        if (!line.gate().equals(Gate.ASR.key())) {
            return Optional.empty();
        }
        return report.candidate().attacks().stream()
                .filter(attack ->
                        attack.attack().equals(line.attack()) && attack.target().equals(line.target()))
                .map(AttackLine::floor)
                .filter(floor -> floor.high() > line.bound())
                .findFirst()
                .map(floor -> "; without the trigger it is " + points(floor.high()) + " already, for "
                        + points(floor.value()) + "% plain errors in " + floor.rows() + " rows");
    }
}
