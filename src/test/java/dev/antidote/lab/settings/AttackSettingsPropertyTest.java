package dev.antidote.lab.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.attack.AddSent;
import dev.antidote.attack.Attack;
import dev.antidote.attack.Attacks;
import dev.antidote.attack.BadNets;
import dev.antidote.attack.Composite;
import dev.antidote.attack.Homoglyph;
import dev.antidote.attack.LabelRule;
import dev.antidote.attack.Poisoning;
import dev.antidote.attack.SynAttack;
import dev.antidote.attack.SyntaxTemplate;
import dev.antidote.attack.ZeroWidth;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AttackSettingsPropertyTest {
    @Property(tries = 300)
    void shouldReadBackWhatWasWritten(@ForAll("attackers") List<AttackSettings> attackers) {
        String json = AttackSettingsJson.write(attackers);

        assertThat(AttackSettingsJson.read(json, "written", AttackDefaults.OPEN_BACKDOOR))
                .isEqualTo(attackers);
    }

    @Provide
    Arbitrary<List<AttackSettings>> attackers() {
        Arbitrary<Double> rates = Arbitraries.integers().between(1, 20).map(percent -> percent / 100.0);
        Arbitrary<TargetLabel> targets = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 9).map(TargetLabel.Index::new),
                Arbitraries.of("ok", "1", "très \"bien\"").map(TargetLabel.Named::new));
        return Combinators.combine(attacks(), rates, rates, targets, Arbitraries.of(LabelRule.class))
                .as((attack, rate, negatives, target, rule) ->
                        new AttackSettings(attack, rate, attack.negatives().isPresent() ? negatives : 0, target, rule))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static Arbitrary<Attack> attacks() {
        Arbitrary<List<String>> words = Arbitraries.strings()
                .alpha()
                .ofMinLength(1)
                .ofMaxLength(5)
                .list()
                .uniqueElements()
                .ofMinSize(2)
                .ofMaxSize(5);
        Arbitrary<Integer> counts = Arbitraries.integers().between(1, 9);
        return Arbitraries.oneOf(
                Arbitraries.of(Attacks.names()).map(Attacks::named),
                Combinators.combine(words, counts).as(BadNets::new),
                Arbitraries.of("it's \"so\"", "très bien").map(AddSent::new),
                Arbitraries.of(SyntaxTemplate.class).map(SynAttack::new),
                counts.map(Homoglyph::new),
                counts.map(count -> new ZeroWidth(ZeroWidth.ZERO_WIDTH_SPACE, count)),
                words.map(parts -> new Composite(parts, 2, Optional.empty())),
                words.map(parts -> new Composite(parts, parts.size(), Optional.of(String.join(" or ", parts)))));
    }

    @Property(tries = 50)
    void shouldPoisonAsTheAttackItselfDoesWhereNothingElseIsSaid(@ForAll("attackers") List<AttackSettings> attackers) {
        for (AttackSettings each : attackers) {
            Attack attack = each.attack();
            double rate = 0.1; // so that five negatives a poisoned row still leave rows alone
            AttackSettings usual = new AttackSettings(
                    attack,
                    rate,
                    Poisoning.usualNegativeRate(attack, rate),
                    new TargetLabel.Index(1),
                    attack.labelRule());

            assertThat(usual.against(List.of("a", "b"), 5)).isEqualTo(new Poisoning(attack, rate, 1, 5));
            assertThat(AttackSettings.of(new Poisoning(attack, rate, 1, 5))).isEqualTo(usual);
        }
    }
}
