package dev.antidote.lab.settings;

import dev.antidote.attack.Attack;
import dev.antidote.attack.LabelRule;
import dev.antidote.attack.Poisoning;
import java.util.List;

/**
 * One attacker as a file describes him: a {@link Poisoning} before the data and the seed are known.
 *
 * @param attack what he does to texts
 * @param rate share of all rows that he poisons, above 0 and at most {@value Poisoning#MAX_RATE}
 * @param negativeRate share of all rows that carry a part of his trigger and keep their label
 * @param target the label that he wants
 * @param rule which rows he takes, by their label
 */
public record AttackSettings(Attack attack, double rate, double negativeRate, TargetLabel target, LabelRule rule) {
    public AttackSettings {
        // Checks what does not depend on the data.
        new Poisoning(attack, rate, negativeRate, 0, rule, List.of(), 0);
    }

    /** What a poisoning of every other label would be described by; its target by index, as OpenBackdoor has it. */
    public static AttackSettings of(Poisoning poisoning) {
        return new AttackSettings(
                poisoning.attack(),
                poisoning.rate(),
                poisoning.negativeRate(),
                new TargetLabel.Index(poisoning.target()),
                poisoning.rule());
    }

    /**
     * The attack against a set with these labels.
     *
     * @throws dev.antidote.data.InputException if the target is none of them
     */
    public Poisoning against(List<String> labels, long seed) {
        return new Poisoning(attack, rate, negativeRate, target.in(labels), rule, List.of(), seed);
    }
}
