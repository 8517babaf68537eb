package dev.antidote.retrain.store;

import java.time.Instant;

/**
 * How often a text was flagged.
 *
 * @param count 1 or greater
 * @param first the first time
 * @param last the last time
 */
public record Sightings(long count, Instant first, Instant last) {}
