package dev.antidote.cli.loop;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as a read_committed reader saw it.
 *
 * @param id of the request
 * @param partition of the verdicts topic
 * @param offset there
 * @param bundle that judged
 * @param label that it gave; null where it was not judged
 * @param judgedAt when
 */
record SeenVerdict(String id, int partition, long offset, String bundle, @Nullable String label, Instant judgedAt) {}
