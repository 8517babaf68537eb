package dev.antidote.lab.report;

import dev.antidote.lab.experiment.CellResult;
import dev.antidote.lab.experiment.CellResult.Setting;
import dev.antidote.page.Figure;
import dev.antidote.page.Html;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each attack put into how many rows. */
final class AttackTable {
    private static final int LONGEST_TRIGGER = 200;

    private final LabReport report;

    AttackTable(LabReport report) {
        this.report = report;
    }

    String markup() {
        Map<List<String>, List<String>> rows = new LinkedHashMap<>();
        report.cells().stream()
                .map(CellResult::setting)
                .forEach(setting -> rows.putIfAbsent(key(setting), row(setting)));
        return Html.table("attacks", List.of("attack", "trigger", "poisoned rows", "of"), List.copyOf(rows.values()));
    }

    private static List<String> key(Setting setting) {
        return List.of(setting.attack(), setting.trigger(), poisoned(setting), rows(setting));
    }

    private static List<String> row(Setting setting) {
        return List.of(
                Cells.head(setting.attack()),
                "<td class=\"text\">" + Html.foreign(setting.trigger(), LONGEST_TRIGGER) + "</td>",
                poisoned(setting),
                rows(setting));
    }

    private static String poisoned(Setting setting) {
        return Figure.count(setting.poisoned());
    }

    private static String rows(Setting setting) {
        return Figure.count(setting.trainingRows());
    }
}
