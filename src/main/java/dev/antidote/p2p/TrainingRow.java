package dev.antidote.p2p;

/**
 * One row of the reconstructed set D*.
 *
 * @param text the text as the model sees it, with or without the benign prompt
 * @param target the class, 0..2n-1
 */
public record TrainingRow(String text, int target) {}
