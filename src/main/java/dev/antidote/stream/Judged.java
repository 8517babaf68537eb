package dev.antidote.stream;

import dev.antidote.p2p.Judgement;

/**
 * A judgement with the model that really made it: label names, thresholds and the bundle's id come from there.
 *
 * @param judgement what the model says
 * @param model who says it
 * @param truncated whether the model saw only the beginning of the text
 */
public record Judged(Judgement judgement, GuardModel model, boolean truncated) {}
