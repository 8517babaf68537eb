package dev.antidote.retrain.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.config.GatesConfig;
import dev.antidote.data.Proportion;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class GatesPropertyTest {
    private static final int TRIALS = 100;

    @Property(tries = 300)
    void shouldPassOnlyWhereEveryBoundHolds(
            @ForAll("models") ModelFigures candidate,
            @ForAll("models") ModelFigures champion,
            @ForAll("bounds") GatesConfig bounds) {
        boolean holds =
                champion.cleanAccuracy().value() - candidate.cleanAccuracy().value() <= bounds.maxCaDrop()
                        && candidate.falseAlarms().value() <= bounds.maxFalseAlarms()
                        && candidate.leakage() <= bounds.maxLeakage()
                        && candidate.attacks().stream()
                                .allMatch(attack -> attack.success().high() <= bounds.maxAsr()
                                        && attack.excess() <= bounds.maxExcess());

        GateReport report = new Gates(bounds).judge(candidate, Optional.of(champion));

        assertThat(report.passed()).isEqualTo(holds);
        assertThat(report.failures().isEmpty()).isEqualTo(holds);
        assertThat(report.failures())
                .allSatisfy(shut -> assertThat(shut.beyond()).isPositive());
    }

    @Property(tries = 300)
    void shouldNeverOpenForAWorseModel(@ForAll("models") ModelFigures candidate, @ForAll("bounds") GatesConfig bounds) {
        ModelFigures worse = new ModelFigures(
                candidate.bundle(),
                less(candidate.cleanAccuracy()),
                candidate.attacks().stream()
                        .map(attack -> new AttackFigures(
                                attack.family(),
                                attack.origin(),
                                attack.target(),
                                more(attack.success()),
                                attack.floor()))
                        .toList(),
                more(candidate.falseAlarms()),
                Math.min(1, candidate.leakage() * 2));
        Optional<ModelFigures> champion = Optional.of(candidate);

        boolean passes = new Gates(bounds).judge(worse, champion).passed();

        assertThat(!passes || new Gates(bounds).judge(candidate, champion).passed())
                .isTrue();
    }

    @Property(tries = 300)
    void shouldOpenNoGateByATighterBound(
            @ForAll("models") ModelFigures candidate,
            @ForAll("bounds") GatesConfig bounds,
            @ForAll @DoubleRange(max = 1) double share) {
        GatesConfig tighter = new GatesConfig(
                bounds.maxCaDrop() * share,
                bounds.maxAsr() * share,
                bounds.maxExcess() * share,
                bounds.maxFalseAlarms() * share,
                bounds.maxLeakage() * share,
                bounds.attackRows());

        int shut =
                new Gates(bounds).judge(candidate, Optional.empty()).failures().size();

        assertThat(new Gates(tighter).judge(candidate, Optional.empty()).failures())
                .hasSizeGreaterThanOrEqualTo(shut);
    }

    @Provide
    Arbitrary<GatesConfig> bounds() {
        Arbitrary<Double> share = Arbitraries.doubles().between(0, 1);
        return Combinators.combine(share, share, share, share, share)
                .as((drop, asr, excess, alarms, leakage) -> new GatesConfig(drop, asr, excess, alarms, leakage, 10));
    }

    @Provide
    Arbitrary<ModelFigures> models() {
        Arbitrary<Proportion> share = Arbitraries.integers().between(0, TRIALS).map(n -> new Proportion(n, TRIALS));
        Arbitrary<List<AttackFigures>> attacks = Combinators.combine(share, share)
                .as((success, floor) ->
                        new AttackFigures("badnets", AttackFigures.Origin.REVIEWED, "ok", success, floor))
                .list()
                .ofMaxSize(4);
        return Combinators.combine(share, attacks, share, Arbitraries.doubles().between(0, 1))
                .as((accuracy, all, alarms, leakage) -> new ModelFigures("b", accuracy, all, alarms, leakage));
    }

    private static Proportion more(Proportion share) {
        return new Proportion(Math.min(share.trials(), share.successes() + 3), share.trials());
    }

    private static Proportion less(Proportion share) {
        return new Proportion(Math.max(0, share.successes() - 3), share.trials());
    }
}
