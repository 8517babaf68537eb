package dev.antidote.p2p.screen;

/**
 * What the strongest run of a row does to rows of other labels.
 *
 * @param row its index
 * @param label its label
 * @param run the words that do most
 * @param margin the least log-odds of the label against all others once the run stands before an anchor; above 0 it turned all of them
 * @param honestShare share of the reviewed rows of the label that have as strong a run, the row itself counted among them, 0..1
 */
public record Transplant(int row, int label, String run, double margin, double honestShare) {}
