package dev.antidote.probe;

import dev.antidote.data.Proportion;
import java.time.Instant;

/**
 * What the probes judged within one window say.
 *
 * @param start beginning of the window
 * @param attackSuccess live ASR over all families
 * @param cleanAccuracy live CA
 */
public record AsrWindow(Instant start, Proportion attackSuccess, Proportion cleanAccuracy) {}
