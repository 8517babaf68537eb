package dev.antidote.retrain.store;

import java.util.Optional;

/**
 * A record of the flagged topic.
 *
 * @param partition 0 or greater
 * @param offset 0 or greater
 * @param sample what it holds; empty if it cannot be read, which counts as dropped
 */
public record Arrival(int partition, long offset, Optional<Flagged> sample) {}
