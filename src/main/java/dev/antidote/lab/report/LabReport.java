package dev.antidote.lab.report;

import dev.antidote.lab.experiment.CellResult;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a lab run found, enough to check and to repeat it.
 *
 * @param created when the run ended
 * @param command the command line
 * @param settings what it was asked for, defaults included, by name
 * @param versions of what matters, by name
 * @param seconds that the run took; cells that were kept from earlier runs took theirs then
 * @param experiments in the order in which they were asked for
 */
public record LabReport(
        Instant created,
        String command,
        SortedMap<String, String> settings,
        SortedMap<String, String> versions,
        double seconds,
        List<Part> experiments) {
    public LabReport {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        experiments = List.copyOf(experiments);
    }

    /** The cells of all experiments; of cells that differ only in what else was measured, the first. */
    List<CellResult> cells() {
        Set<List<?>> seen = new HashSet<>();
        return experiments.stream()
                .flatMap(part -> part.cells().stream())
                .filter(cell -> seen.add(subject(cell.setting())))
                .toList();
    }

    private static List<?> subject(CellResult.Setting setting) {
        return List.of(Findings.Scene.of(setting), setting.defence(), setting.prompt());
    }

    /**
     * One experiment.
     *
     * @param name of the preset
     * @param question that it asks
     * @param cells in the order of the report
     */
    public record Part(String name, String question, List<CellResult> cells) {
        public Part {
            cells = List.copyOf(cells);
        }
    }
}
