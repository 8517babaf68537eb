package dev.antidote.lab.experiment;

import dev.antidote.lab.defence.LabTrainer;
import dev.antidote.train.Progress;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs experiments: measures every cell that is not kept yet, each once, however many experiments ask for it. Killed at any moment,
 * the next run goes on with the cell that was lost. For one thread.
 */
public final class LabRun {
    private final LabSetting setting;
    private final CellStore store;
    private final Map<Cell, String> ids = new HashMap<>();
    private final Scenes scenes;

    public LabRun(LabSetting setting, CellStore store) {
        this.setting = setting;
        this.store = store;
        this.scenes = new Scenes(setting.trustedShare());
    }

    /** What a run of these experiments would do. */
    public Forecast forecast(List<Experiment> experiments) {
        Map<String, Cell> missing = missing(experiments);
        Cost cost = new Cost(setting.epochs());
        long rowPasses = missing.values().stream().mapToLong(cost::of).sum();
        long kept = experiments.stream()
                .flatMap(experiment -> experiment.cells().stream())
                .map(this::id)
                .distinct()
                .count();
        return new Forecast(missing.size(), (int) kept - missing.size(), rowPasses, pace(experiments));
    }

    /**
     * Measures what is missing.
     *
     * @param trainer where every training goes
     * @return the results of each experiment in the order of its cells
     */
    public List<Results> run(
            List<Experiment> experiments, LabTrainer trainer, Clock clock, LabObserver observer) {
        Map<String, Cell> missing = missing(experiments);
        Cost cost = new Cost(setting.epochs());
        Map<String, Long> costs = new LinkedHashMap<>();
        missing.forEach((id, cell) -> costs.put(id, cost.of(cell)));
        long total =
                Math.max(1, costs.values().stream().mapToLong(Long::longValue).sum());
        CellRunner runner = new CellRunner(trainer, clock);
        long before = 0;
        for (Map.Entry<String, Cell> entry : missing.entrySet()) {
            Cell cell = entry.getValue();
            long share = costs.getOrDefault(entry.getKey(), 0L);
            Progress progress = new CellProgress(cell, before, share, total, observer);
            CellResult result = runner.run(entry.getKey(), cell, scenes.of(cell), share, progress);
            store.keep(result);
            before += share;
            observer.measured(cell, result);
        }
        return experiments.stream().map(this::results).toList();
    }

    private Results results(Experiment experiment) {
        return new Results(
                experiment,
                experiment.cells().stream()
                        .map(cell -> store.find(id(cell))
                                .orElseThrow(() -> new IllegalStateException("lost the result of " + cell.text())))
                        .toList());
    }

    /** By id, so that a cell of several experiments stands there once. */
    private Map<String, Cell> missing(List<Experiment> experiments) {
        Map<String, Cell> missing = new LinkedHashMap<>();
        for (Experiment experiment : experiments) {
            for (Cell cell : experiment.cells()) {
                String id = id(cell);
                if (!missing.containsKey(id) && store.find(id).isEmpty()) {
                    missing.put(id, cell);
                }
            }
        }
        return missing;
    }

    /** Row passes a second of the cells that are kept; nothing where none is. */
    private Optional<Double> pace(List<Experiment> experiments) {
        List<CellResult> kept = experiments.stream()
                .flatMap(experiment -> experiment.cells().stream())
                .flatMap(cell -> store.find(id(cell)).stream())
                .toList();
        double seconds = kept.stream().mapToDouble(CellResult::seconds).sum();
        double passes = kept.stream().mapToDouble(CellResult::rowPasses).sum();
        return seconds > 0 && passes > 0 ? Optional.of(passes / seconds) : Optional.empty();
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
                .add(wanted.measure().name())
                .text());
    }
}
