package dev.antidote.lab.report;

import dev.antidote.page.Figure;
import dev.antidote.page.Html;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Attack against defence: the mean excess over all seeds, the redder the worse, with the mean clean accuracy under it, and what is lost of it. */
final class HeatMap {
    private final List<Spread> spreads;

    HeatMap(List<Spread> spreads) {
        this.spreads = spreads;
    }

    String markup() {
        Set<String> attacks = new LinkedHashSet<>();
        Set<String> defences = new LinkedHashSet<>();
        spreads.forEach(spread -> {
            attacks.add(spread.attack());
            defences.add(spread.defence());
        });
        List<String> header = new ArrayList<>(List.of("excess of"));
        defences.forEach(defence -> header.add(Html.escape(defence)));
        return Html.table(
                "heat",
                header,
                attacks.stream().map(attack -> row(attack, defences)).toList());
    }

    private List<String> row(String attack, Set<String> defences) {
        List<String> row = new ArrayList<>(List.of(Cells.head(attack)));
        for (String defence : defences) {
            row.add(spreads.stream()
                    .filter(spread ->
                            spread.attack().equals(attack) && spread.defence().equals(defence))
                    .findFirst()
                    .map(this::cell)
                    .orElse("<td class=\"none\">-</td>"));
        }
        return row;
    }

    private String cell(Spread spread) {
        double excess = spread.excess().mean();
        double heat = Math.min(1, Math.max(0, excess));
        return String.format(
                Locale.ROOT,
                "<td style=\"--heat:%.3f\">%s<small>CA %s%s</small></td>",
                heat,
                Figure.points(excess),
                Figure.percent(spread.ca().mean()),
                lost(spread));
    }

    /** A defence that breaks the model leaves no excess either, which must not look like success. */
    private String lost(Spread spread) {
        return spreads.stream()
                .filter(other -> other.attack().equals(spread.attack())
                        && other.defence().equals(Findings.NONE))
                .map(undefended -> undefended.ca().mean() - spread.ca().mean())
                .filter(Findings::costly)
                .map(loss -> "<b class=\"lost\">" + Figure.points(loss).substring(1) + " lost</b>")
                .findFirst()
                .orElse("");
    }
}
