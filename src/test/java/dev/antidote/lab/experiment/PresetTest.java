package dev.antidote.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.attack.Attacks;
import dev.antidote.attack.Poisoning;
import dev.antidote.data.InputException;
import dev.antidote.lab.defence.LabDefences;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresetTest {
    private static final List<AttackCase> KNOWN = Attacks.names().stream()
            .map(name -> AttackCase.of(new Poisoning(Attacks.named(name), 0.1, Fakes.GOOD, 0)))
            .toList();

    @ParameterizedTest
    @EnumSource(Preset.class)
    void shouldCompareWithTheUndefendedModelOfEverySet(Preset preset) {
        List<Cell> cells = preset.experiment(plan(List.of(7L, 8L))).cells();

        assertThat(cells).isNotEmpty().doesNotHaveDuplicates();
        assertThat(undefended(cells)).isEqualTo(sets(cells));
        assertThat(cells).extracting(Cell::seed).contains(7L, 8L);
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void shouldPlayTheAttacksThatWereNamed(Preset preset) {
        LabPlan plan = new LabPlan(
                Fakes.data(), Fakes.data(), KNOWN, List.of(KNOWN.get(3)), List.of(), List.of(1L), Fakes.PROMPT);

        assertThat(preset.experiment(plan).cells())
                .extracting(cell -> cell.attack().name())
                .containsOnly(KNOWN.get(3).name());
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void shouldCompareTheDefencesThatWereNamedUnlessItChoosesThem(Preset preset) {
        LabPlan usual = plan(List.of(1L));
        LabPlan named = new LabPlan(
                usual.data(),
                Fakes.data(),
                KNOWN,
                List.of(),
                List.of(LabDefences.named("onion")),
                List.of(1L),
                Fakes.PROMPT);

        assertThat(preset.experiment(named)
                        .cells()
                        .equals(preset.experiment(usual).cells()))
                .isEqualTo(preset.choosesItsDefences());
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void shouldBeFoundByItsName(Preset preset) {
        assertThat(Preset.named(preset.label())).isEqualTo(preset);
    }

    @Test
    void shouldSweepRho() {
        List<Cell> cells = Preset.RHO_SWEEP.experiment(plan(List.of(1L))).cells();

        assertThat(cells)
                .extracting(cell -> cell.defence().level())
                .contains("rho 0.05", "rho 0.1", "rho 0.2", "rho 0.3", "rho 0.4");
    }

    @Test
    void shouldSpreadOverThreeSeedsAtLeast() {
        assertThat(seeds(Preset.SEEDS, List.of(4L))).containsExactlyInAnyOrder(4L, 5L, 6L);
        assertThat(seeds(Preset.SEEDS, List.of(4L, 9L, 1L, 2L))).containsExactlyInAnyOrder(4L, 9L, 1L, 2L);
        assertThat(seeds(Preset.GRID, List.of(4L))).containsExactly(4L);
    }

    @Test
    void shouldSetEveryAttackAgainstEveryDefence() {
        assertThat(Preset.GRID.experiment(plan(List.of(1L))).cells())
                .hasSize(KNOWN.size() * LabDefences.all().size());
    }

    @Test
    void shouldNameTheMendOfATransferWithoutAnotherSet() {
        LabData alone = new LabData("alone", Fakes.data().train(), Fakes.data().test(), Optional.empty());
        LabPlan plan = new LabPlan(alone, alone, KNOWN, List.of(), List.of(), List.of(1L), Fakes.PROMPT);

        assertThatThrownBy(() -> Preset.TRANSFER.experiment(plan))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("--transfer");
    }

    @Test
    void shouldShareNothingBetweenTheTwoSetsOfTheBuiltInCorpus() {
        LabData split = BuiltInRows.split();

        assertThat(texts(split, true)).doesNotContainAnyElementsOf(texts(split, false));
        assertThat(split.away().orElseThrow().examples().stream()
                        .map(row -> row.label())
                        .distinct())
                .hasSize(4);
    }

    private static Set<String> texts(LabData data, boolean home) {
        return (home ? data.train() : data.away().orElseThrow())
                .examples().stream().map(row -> row.text()).collect(Collectors.toSet());
    }

    private static Set<Long> seeds(Preset preset, List<Long> seeds) {
        return preset.experiment(plan(seeds)).cells().stream().map(Cell::seed).collect(Collectors.toSet());
    }

    private static Set<String> sets(List<Cell> cells) {
        return cells.stream()
                .map(cell -> cell.attack().name() + " " + cell.seed())
                .collect(Collectors.toSet());
    }

    private static Set<String> undefended(List<Cell> cells) {
        return sets(cells.stream()
                .filter(cell -> cell.defence().series().equals("none"))
                .toList());
    }

    private static LabPlan plan(List<Long> seeds) {
        return new LabPlan(Fakes.data(), Fakes.data(), KNOWN, List.of(), List.of(), seeds, Fakes.PROMPT);
    }
}
