package dev.antidote.cli.report;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run was asked for, enough to repeat it.
 *
 * @param seed of everything random
 * @param attack its name, such as {@code badnets}
 * @param trigger the attacker's trigger, as the attacker chose it
 * @param target the label that the attacker wants
 * @param poisonRate share of the training rows that the attacker changed, 0 to 1
 * @param rho share of the training rows that are re-poisoned, 0 to 1
 * @param reserve where those came from, such as {@code screened}
 * @param benignPrompt the guard's prefix
 * @param trainingRows rows trained on, the attacker's among them
 * @param testRows rows that the rates are measured on
 * @param versions of what matters by name, such as {@code Kafka}
 */
public record Settings(
        long seed,
        String attack,
        String trigger,
        String target,
        double poisonRate,
        double rho,
        String reserve,
        String benignPrompt,
        long trainingRows,
        long testRows,
        SortedMap<String, String> versions) {
    public Settings {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }
}
