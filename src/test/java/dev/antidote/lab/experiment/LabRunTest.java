package dev.antidote.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.data.Proportion;
import dev.antidote.lab.defence.LabDefences;
import dev.antidote.lab.experiment.CellResult.Outcome;
import dev.antidote.lab.experiment.CellResult.Removed;
import dev.antidote.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabRunTest {
    private final Path directory;
    private final Fakes.Trainer trainer = new Fakes.Trainer();
    private final Fakes.Silent observer = new Fakes.Silent();
    private final Clock clock = new SettableClock(Instant.EPOCH);
    private final Cell none = Fakes.cell(LabDefences.named("none"), Measure.METRICS);
    private final Cell perfect = Fakes.cell(new Fakes.Perfect("perfect"), Measure.METRICS);
    private final Cell other = Fakes.cell(new Fakes.Perfect("other"), Measure.METRICS);
    private final Experiment grid = new Experiment(Preset.GRID, List.of(none, perfect, other));

    LabRunTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void shouldMeasureTheUndefendedAndTheDefendedModelOnTheSameRows() {
        List<CellResult> results = run(grid);

        Outcome victim = results.get(0).main().orElseThrow();
        assertThat(victim).isEqualTo(new Outcome("", share(16, 16), share(8, 8), share(0, 8)));
        assertThat(victim.excess()).isEqualTo(1);
        assertThat(results.get(1).main()).contains(new Outcome("", share(16, 16), share(0, 8), share(0, 8)));
        assertThat(results.get(1).setting().poisoned()).isEqualTo(2);
        assertThat(results.get(1).setting().trusted()).isBetween(2, 4);
    }

    @Test
    void shouldCompareWhatWasTakenOutWithTheTruth() {
        CellResult result = run(grid).get(1);

        assertThat(result.removals()).containsExactly(new Removed("screen", 2, poisoned(perfect, 0, 1)));
        assertThat(result.triggers()).containsExactly("mn");
        assertThat(result.undecided()).containsExactly("so they say");
    }

    @Test
    void shouldGoOnWhereItWasKilled() {
        List<Results> whole = new LabRun(Fakes.setting(), new CellStore(directory.resolve("whole")))
                .run(List.of(grid), trainer, clock, new Fakes.Silent());
        LabObserver killer = new LabObserver() {
            private int measured;

            @Override
            public void at(Cell cell, String step, long done, long total) {
                if (measured == 2) {
                    throw new CancellationException("Ctrl-C");
                }
            }

            @Override
            public void measured(Cell cell, CellResult result) {
                measured++;
            }
        };
        assertThatThrownBy(() -> lab().run(List.of(grid), trainer, clock, killer))
                .isInstanceOf(CancellationException.class);

        int before = trainer.trainings;
        List<CellResult> resumed = run(grid);

        assertThat(observer.measured).containsExactly(other.text());
        assertThat(trainer.trainings - before).isEqualTo(1);
        assertThat(resumed).isEqualTo(whole.get(0).cells());
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void shouldMeasureNothingTwice() {
        Experiment again = new Experiment(Preset.SEEDS, List.of(perfect, none));

        List<Results> results = lab().run(List.of(grid, again), trainer, clock, observer);

        assertThat(observer.measured).containsExactly(none.text(), perfect.text(), other.text());
        assertThat(results.get(1).cells())
                .containsExactly(
                        results.get(0).cells().get(1), results.get(0).cells().get(0));
    }

    @Test
    void shouldMeasureAgainWhatSomebodyDamaged() throws IOException {
        run(grid);
        List<Path> files = files();
        Files.writeString(files.get(0), "{\"id\": ");
        Files.copy(files.get(2), files.get(1), StandardCopyOption.REPLACE_EXISTING);
        observer.measured.clear();

        run(grid);

        assertThat(observer.measured).hasSize(2);
    }

    @Test
    void shouldMeasureAgainWhatIsTrainedInAnotherWay() {
        run(grid);
        observer.measured.clear();

        new LabRun(new LabSetting(0.2, "another trainer", 2), new CellStore(directory))
                .run(List.of(grid), trainer, clock, observer);

        assertThat(observer.measured).hasSize(3);
    }

    @Test
    void shouldMeasureAgainWhatADefenceAnswersOtherwiseByNow() {
        run(grid);
        observer.measured.clear();
        Fakes.Perfect before = new Fakes.Perfect("perfect");

        run(new Experiment(Preset.GRID, List.of(none, Fakes.cell(new Fakes.Revised(before), Measure.METRICS))));

        assertThat(new Fakes.Revised(before)).hasToString(before.toString());
        assertThat(observer.measured).containsExactly(perfect.text());
    }

    @Test
    void shouldTellSeedsAttacksAndMeasuresApart() {
        Cell seed = new Cell(none.data(), none.attack(), none.defence(), 2, Measure.METRICS);
        Cell rate = new Cell(none.data(), none.attack().withRate(0.2), none.defence(), 1, Measure.METRICS);
        Cell measure = new Cell(none.data(), none.attack(), none.defence(), 1, Measure.TRANSFER);
        Experiment experiment = new Experiment(Preset.GRID, List.of(none, seed, rate, measure));

        List<CellResult> results = run(experiment);

        assertThat(results).extracting(CellResult::id).doesNotHaveDuplicates();
        assertThat(results.get(2).setting().attack()).isEqualTo("badnets at 20%");
        assertThat(results.get(2).setting().poisoned()).isEqualTo(4);
    }

    @Test
    void shouldReportADefenceThatCannotBeHad() {
        Experiment experiment =
                new Experiment(Preset.GRID, List.of(Fakes.cell(new Fakes.Impossible(), Measure.METRICS)));

        CellResult result = run(experiment).get(0);

        assertThat(result.refusal()).isEqualTo("impossible: too few rows");
        assertThat(result.main()).isEmpty();
    }

    @Test
    void shouldForecastWhatIsMissingOnly() {
        Forecast before = lab().forecast(List.of(grid));
        run(new Experiment(Preset.BASELINE, List.of(none)));

        Forecast after = lab().forecast(List.of(grid));

        assertThat(before.missing()).isEqualTo(3);
        assertThat(before.kept()).isZero();
        assertThat(before.seconds()).isEqualTo(before.rowPasses() / Forecast.USUAL_PACE);
        assertThat(after.missing()).isEqualTo(2);
        assertThat(after.kept()).isEqualTo(1);
        assertThat(after.rowPasses()).isPositive().isLessThan(before.rowPasses() + 1);
    }

    @Test
    void shouldReckonWithTheCopiesThatStripAsksFor() {
        assertThat(cost("strip") - cost("none")).isEqualTo(10 * (cost("onion") - trained()));
    }

    /** Both train the undefended model and another on as many rows. */
    @Test
    void shouldReckonWithWhatTheScreenAsks() {
        assertThat(cost("z-score+causal") - cost("z-score"))
                .isGreaterThan(none.data().train().size());
    }

    @Test
    void shouldTellProgressThatNeverFalls() {
        run(grid);

        assertThat(observer.done).isSorted().startsWith(0L);
    }

    private LabRun lab() {
        return new LabRun(Fakes.setting(), new CellStore(directory));
    }

    /** Row passes to measure a defence. */
    private long cost(String defence) {
        Cell cell = Fakes.cell(LabDefences.named(defence), Measure.METRICS);
        return lab().forecast(List.of(new Experiment(Preset.GRID, List.of(cell))))
                .rowPasses();
    }

    /** Row passes to train the undefended model, which both defences ask. */
    private long trained() {
        return (long) Fakes.setting().epochs() * none.data().train().size();
    }

    private List<CellResult> run(Experiment experiment) {
        return lab().run(List.of(experiment), trainer, clock, observer).get(0).cells();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private List<Path> leftovers() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("."))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Proportion share(long successes, long trials) {
        return new Proportion(successes, trials);
    }

    /** How many of these rows the attacker changed. */
    private static int poisoned(Cell cell, Integer... rows) {
        NavigableSet<Integer> truth =
                cell.attack().poison(cell.data().train(), cell.seed()).poisoned();
        return (int) Stream.of(rows).filter(truth::contains).count();
    }
}
