package dev.antidote.lab.report;

import dev.antidote.lab.experiment.CellResult;
import dev.antidote.lab.experiment.CellResult.Outcome;
import dev.antidote.page.Figure;
import dev.antidote.page.Html;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How each defence does over all of its cells. */
final class SummaryTable {
    private final LabReport report;
    private final Findings findings;

    SummaryTable(LabReport report, Findings findings) {
        this.report = report;
        this.findings = findings;
    }

    String markup() {
        Map<String, List<CellResult>> byDefence = report.cells().stream()
                .filter(cell -> cell.main().isPresent())
                .collect(Collectors.groupingBy(
                        cell -> cell.setting().defence(), LinkedHashMap::new, Collectors.toList()));
        return Html.table(
                "",
                List.of("defence", "cells", "fail", "mean excess", "worst excess", "mean clean accuracy"),
                byDefence.entrySet().stream()
                        .map(entry -> row(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private List<String> row(String defence, List<CellResult> cells) {
        List<Outcome> outcomes =
                cells.stream().flatMap(cell -> cell.main().stream()).toList();
        long counted = findings.defended().stream()
                .filter(setting -> setting.defence().equals(defence))
                .count();
        long failed = findings.failures().stream()
                .filter(failure -> failure.setting().defence().equals(defence))
                .count();
        Spread.Range excess = Spread.Range.of(outcomes, Outcome::excess);
        Spread.Range ca = Spread.Range.of(outcomes, outcome -> outcome.ca().value());
        return List.of(
                Cells.head(defence),
                Figure.count(cells.size()),
                counted == 0 ? "-" : Figure.count(failed) + " of " + Figure.count(counted),
                Cells.points(excess.mean(), excess.mean() > Findings.MOST_EXCESS),
                Cells.points(excess.most(), excess.most() > Findings.MOST_EXCESS),
                Figure.percent(ca.mean()));
    }
}
