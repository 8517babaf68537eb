package dev.antidote.lab.experiment;

import dev.antidote.lab.defence.LabTrainer;
import dev.antidote.train.Progress;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs experiments: measures every cell that is not kept yet, each once, however many experiments ask for it. Killed at any moment,
 * the next run goes on with the cell that was lost. For one thread.
 */
public final class LabRun {
    private final LabSetting setting;
    private final CellStore store;
    private final Map<Cell, String> ids = new HashMap<>();
    private final Map<String, CellResult> takenOver = new HashMap<>();
    private final Scenes scenes;

    public LabRun(LabSetting setting, CellStore store) {
        this.setting = setting;
        this.store = store;
        this.scenes = new Scenes(setting.trustedShare());
    }

    /**
     * Takes over what was measured elsewhere, so that it is not measured again; it is kept here when the experiments run.
     *
     * @param measured results of other runs, of these experiments or not
     * @return how many of them are results of these experiments
     */
    public int takeOver(List<CellResult> measured, List<Experiment> experiments) {
        Set<String> wanted = ids(experiments);
        List<CellResult> fitting =
                measured.stream().filter(result -> wanted.contains(result.id())).toList();
        fitting.forEach(result -> takenOver.put(result.id(), result));
        return fitting.size();
    }

    /** What a run of these experiments would do. */
    public Forecast forecast(List<Experiment> experiments) {
        Map<String, Cell> missing = missing(experiments);
        Map<String, Long> costs = costs(experiments);
        long rowPasses =
                missing.keySet().stream().mapToLong(id -> cost(costs, id)).sum();
        int kept = ids(experiments).size() - missing.size();
        return new Forecast(missing.size(), kept, rowPasses, pace(experiments));
    }

    /**
     * Measures what is missing.
     *
     * @param trainer where every training goes
     * @return the results of each experiment in the order of its cells
     */
    public List<Results> run(List<Experiment> experiments, LabTrainer trainer, Clock clock, LabObserver observer) {
        takenOver.values().stream()
                .filter(result -> store.find(result.id()).isEmpty())
                .forEach(store::keep);
        Map<String, Cell> missing = missing(experiments);
        Map<String, Long> costs = costs(experiments);
        long total = Math.max(
                1, missing.keySet().stream().mapToLong(id -> cost(costs, id)).sum());
        CellRunner runner = new CellRunner(trainer, clock);
        long before = 0;
        for (Map.Entry<String, Cell> entry : missing.entrySet()) {
            Cell cell = entry.getValue();
            long share = cost(costs, entry.getKey());
            Progress progress = new CellProgress(cell, before, share, total, observer);
            CellResult result = runner.run(entry.getKey(), cell, scenes.of(cell), share, progress);
            store.keep(result);
            before += share;
            observer.measured(cell, result);
        }
        return experiments.stream().map(this::results).toList();
    }

    private Optional<CellResult> find(String id) {
        return store.find(id).or(() -> Optional.ofNullable(takenOver.get(id)));
    }

    private Results results(Experiment experiment) {
        return new Results(
                experiment,
                experiment.cells().stream()
                        .map(cell -> store.find(id(cell))
                                .orElseThrow(() -> new IllegalStateException("lost the result of " + cell.text())))
                        .toList());
    }

    /** Of all cells by id, kept ones too: what those share with others is trained already. */
    private Map<String, Long> costs(List<Experiment> experiments) {
        Cost cost = new Cost(setting.epochs());
        Map<String, Long> costs = new HashMap<>();
        experiments.forEach(
                experiment -> experiment.cells().forEach(cell -> costs.computeIfAbsent(id(cell), id -> cost.of(cell))));
        return costs;
    }

    private static long cost(Map<String, Long> costs, String id) {
        return costs.getOrDefault(id, 0L);
    }

    /** By id, so that a cell of several experiments stands there once. */
    private Map<String, Cell> missing(List<Experiment> experiments) {
        Map<String, Cell> missing = new LinkedHashMap<>();
        for (Experiment experiment : experiments) {
            for (Cell cell : experiment.cells()) {
                String id = id(cell);
                if (!missing.containsKey(id) && find(id).isEmpty()) {
                    missing.put(id, cell);
                }
            }
        }
        return missing;
    }

    /** Row passes a second of the cells that were measured here; nothing where none was. */
    private Optional<Double> pace(List<Experiment> experiments) {
        List<CellResult> kept = experiments.stream()
                .flatMap(experiment -> experiment.cells().stream())
                .map(this::id)
                .filter(id -> !takenOver.containsKey(id))
                .flatMap(id -> store.find(id).stream())
                .toList();
        double seconds = kept.stream().mapToDouble(CellResult::seconds).sum();
        double passes = kept.stream().mapToDouble(CellResult::rowPasses).sum();
        return seconds > 0 && passes > 0 ? Optional.of(passes / seconds) : Optional.empty();
    }

    private Set<String> ids(List<Experiment> experiments) {
        return experiments.stream()
                .flatMap(experiment -> experiment.cells().stream())
                .map(this::id)
                .collect(Collectors.toSet());
    }

    private String id(Cell cell) {
        return ids.computeIfAbsent(cell, wanted -> new Fingerprint()
                .add(CellRunner.VERSION)
                .add(setting.trainer())
                .add(scenes.fingerprint(wanted))
                .add(wanted.defence().description())
                .add(wanted.defence().label())
                .add(wanted.attack().name())
                .add(wanted.seed())
                .add(wanted.measure().fingerprint())
                .text());
    }
}
