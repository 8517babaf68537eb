package dev.antidote.cli.loop;

import dev.antidote.cli.report.LoopReport.Gate;
import dev.antidote.cli.report.LoopReport.Retraining;
import dev.antidote.page.Figure;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Gates in words. */
final class GateText {
    private static final int MOST = 3;

    private GateText() {}

    /** How many are open, or which are shut and by how much, the worst first. */
    static String of(Retraining run) {
        List<Gate> shut = run.gates().stream()
                .filter(gate -> !gate.passed())
                .sorted(Comparator.comparingDouble((Gate gate) -> gate.bound() - gate.value()))
                .toList();
        if (shut.isEmpty()) {
            return "all " + run.gates().size() + " gates are open";
        }
        return shut.size() + " of " + run.gates().size() + " gates are shut: "
                + shut.stream().limit(MOST).map(GateText::text).collect(Collectors.joining("; "))
                + (shut.size() > MOST ? "; ..." : "");
    }

    private static String text(Gate gate) {
        String whose = gate.attack().isEmpty() ? "" : " (" + gate.attack() + " for " + gate.target() + ")";
        return gate.gate() + whose + " " + Figure.percent(gate.value()) + ", allowed " + Figure.percent(gate.bound())
                + ", " + Figure.points(gate.value() - gate.bound()).substring(1) + " points too many";
    }
}
