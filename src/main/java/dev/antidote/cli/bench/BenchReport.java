package dev.antidote.cli.bench;

import dev.antidote.cli.TextTable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a benchmark found.
 *
 * @param created when it ended
 * @param setting what it ran on and with, by name
 * @param measures all figures, in the order of the parts
 */
public record BenchReport(Instant created, Map<String, String> setting, List<Measure> measures) {
    public BenchReport {
        measures = List.copyOf(measures);
    }

    /** For programs. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("created", created.toString());
        json.put("setting", setting);
        json.put("measures", measures.stream().map(Measure::json).toList());
        return json;
    }

    /** For a terminal. */
    public String text(boolean unicode) {
        TextTable table = new TextTable("figure", "median", "lowest", "highest", "wanted");
        String part = "";
        for (Measure measure : measures) {
            if (!part.isEmpty() && !part.equals(measure.part())) {
                table.rule();
            }
            part = measure.part();
            boolean once = measure.rounds().size() == 1;
            table.row(
                    part + ": " + measure.name(),
                    number(measure.median()),
                    once ? "" : number(measure.min()),
                    once ? "" : number(measure.max()),
                    wanted(measure));
        }
        StringBuilder text = new StringBuilder();
        setting.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text + table.draw(unicode);
    }

    private static String wanted(Measure measure) {
        Double wanted = measure.wanted();
        if (wanted == null) {
            return "";
        }
        return ">= " + number(wanted) + (measure.median() >= wanted ? ", met" : ", missed");
    }

    private static String number(double value) {
        String pattern = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.3f";
        return String.format(Locale.ROOT, pattern, value);
    }
}
