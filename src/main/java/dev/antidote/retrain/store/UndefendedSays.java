package dev.antidote.retrain.store;

/**
 * What the undefended model in the guard's bundle said of a sample: where a trigger is in the text, most likely what the attacker wants.
 *
 * @param label the label that it gave
 * @param ablation how much surer of it it was than the guard, 0..1; 0.5 for as sure
 */
public record UndefendedSays(String label, double ablation) {}
