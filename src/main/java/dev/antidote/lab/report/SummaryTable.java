package dev.antidote.lab.report;

import dev.antidote.lab.experiment.CellResult;
import dev.antidote.lab.experiment.CellResult.Outcome;
import dev.antidote.page.Figure;
import dev.antidote.page.Html;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** How each defence does over all of its cells. */
final class SummaryTable {
    private final LabReport report;
    private final Findings findings;
    private final Map<Findings.Scene, Outcome> victims;

    SummaryTable(LabReport report, Findings findings) {
        this.report = report;
        this.findings = findings;
        this.victims = Findings.victims(report);
    }

    String markup() {
        Map<String, List<CellResult>> byDefence = report.cells().stream()
                .filter(cell -> cell.main().isPresent())
                .collect(Collectors.groupingBy(
                        cell -> cell.setting().defence(), LinkedHashMap::new, Collectors.toList()));
        return Html.table(
                "",
                List.of(
                        "defence",
                        "cells",
                        "against attacks that took",
                        "fail",
                        "mean excess",
                        "worst excess",
                        "mean clean accuracy",
                        "lost"),
                byDefence.entrySet().stream()
                        .map(entry -> row(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private List<String> row(String defence, List<CellResult> cells) {
        List<Outcome> counted = cells.stream()
                .filter(cell -> Findings.took(victim(cell)))
                .flatMap(cell -> cell.main().stream())
                .toList();
        long failed = findings.failures().stream()
                .filter(failure -> failure.setting().defence().equals(defence))
                .count();
        double ca = cells.stream()
                .flatMap(cell -> cell.main().stream())
                .mapToDouble(outcome -> outcome.ca().value())
                .average()
                .orElse(Double.NaN);
        boolean undefended = defence.equals(Findings.NONE);
        List<String> row = new ArrayList<>(List.of(
                Cells.head(defence),
                Figure.count(cells.size()),
                Figure.count(counted.size()),
                undefended || counted.isEmpty() ? "-" : Figure.count(failed) + " of " + Figure.count(counted.size())));
        if (counted.isEmpty()) {
            row.addAll(List.of("-", "-"));
        } else {
            Spread.Range excess = Spread.Range.of(counted, Outcome::excess);
            row.add(Cells.points(excess.mean(), Findings.excessive(excess.mean())));
            row.add(Cells.points(excess.most(), Findings.excessive(excess.most())));
        }
        double lost = undefended ? Double.NaN : lost(cells);
        row.addAll(List.of(Figure.percent(ca), Cells.points(lost, Findings.costly(lost))));
        return row;
    }

    /** Mean over the cells whose undefended model was measured; not a number where there is none. */
    private double lost(List<CellResult> cells) {
        return cells.stream()
                .flatMapToDouble(cell -> {
                    Outcome victim = victim(cell);
                    return victim == null
                            ? DoubleStream.empty()
                            : cell.main().stream()
                                    .mapToDouble(outcome ->
                                            victim.ca().value() - outcome.ca().value());
                })
                .average()
                .orElse(Double.NaN);
    }

    private @Nullable Outcome victim(CellResult cell) {
        return victims.get(Findings.Scene.of(cell.setting()));
    }
}
