package dev.antidote.retrain.review;

import java.time.Instant;

/**
 * A sample that may train a model, because a person said what it is.
 *
 * @param id the sample's id in the store
 * @param text the text, as the store has it
 * @param label the right label, by its latest review; never the guard's own
 * @param poisoned whether an attacker prepared the text
 * @param source who sent it; empty where nobody knows
 * @param reviewer who reviewed it last
 * @param reviewedAt when
 */
public record ReviewedSample(
        long id, String text, String label, boolean poisoned, String source, String reviewer, Instant reviewedAt) {}
