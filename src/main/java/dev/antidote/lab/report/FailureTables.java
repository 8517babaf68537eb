package dev.antidote.lab.report;

import dev.antidote.lab.experiment.CellResult.Setting;
import dev.antidote.page.Html;
import java.util.List;

/** What fails, for the page. */
final class FailureTables {
    private static final int SHOWN = 20;
    private static final List<String> HEADER = List.of(
            "attack", "defence", "seed", "attack success", "ordinary error", "excess", "clean accuracy", "lost");

    private final Findings findings;

    FailureTables(Findings findings) {
        this.findings = findings;
    }

    String failures() {
        List<List<String>> rows =
                findings.failures().stream().map(FailureTables::row).toList();
        if (rows.isEmpty()) {
            String fact = findings.defended().isEmpty()
                    ? Html.escape(findings.conclusion()) + "."
                    : "No defended cell is beyond either bar.";
            return "<p class=\"note\">" + fact + "</p>";
        }
        String first = Html.table("named", HEADER, rows.subList(0, Math.min(SHOWN, rows.size())));
        return rows.size() <= SHOWN
                ? first
                : first + "<details><summary>The other " + (rows.size() - SHOWN) + "</summary>"
                        + Html.table("named", HEADER, rows.subList(SHOWN, rows.size())) + "</details>";
    }

    private static List<String> row(Findings.Failure failure) {
        Setting setting = failure.setting();
        return List.of(
                Cells.head(setting.attack()),
                Html.escape(setting.defence()),
                Long.toString(setting.seed()),
                Cells.share(failure.outcome().asr()),
                Cells.share(failure.outcome().floor()),
                Cells.points(failure.outcome().excess(), failure.attacked()),
                Cells.share(failure.outcome().ca()),
                Cells.points(failure.loss(), failure.costly()));
    }

    String refusals() {
        if (findings.refusals().isEmpty()) {
            return "";
        }
        return "<h3>Defences that could not be had from the data</h3>"
                + Html.table(
                        "words",
                        List.of("attack", "defence", "why"),
                        findings.refusals().stream()
                                .map(refusal -> List.of(
                                        Cells.head(refusal.setting().attack()),
                                        Html.escape(refusal.setting().defence()),
                                        Html.foreign(refusal.why(), 400)))
                                .toList());
    }

    String notTaken() {
        if (findings.notTaken().isEmpty()) {
            return "";
        }
        return "<h3>Attacks that did not take</h3><p class=\"note\">The trigger adds less than 20 points to the undefended"
                + " model's ordinary error, so that nothing is proved by defending against them: no defence holds or fails here."
                + (findings.notTaken().stream().anyMatch(Findings.NotTaken::hardlyLearned)
                        ? " Where ordinary error is above 50 %, the model gives the target label to most texts anyway: it has hardly"
                                + " learned, and needs more rows or epochs."
                        : "")
                + "</p>"
                + Html.table(
                        "",
                        List.of("attack", "seed", "clean accuracy", "attack success", "ordinary error", "excess"),
                        findings.notTaken().stream()
                                .map(attack -> List.of(
                                        Cells.head(attack.attack()),
                                        Long.toString(attack.seed()),
                                        Cells.share(attack.undefended().ca()),
                                        Cells.share(attack.undefended().asr()),
                                        Cells.share(attack.undefended().floor()),
                                        Cells.points(attack.undefended().excess(), false)))
                                .toList());
    }
}
