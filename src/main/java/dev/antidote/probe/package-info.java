/**
 * Probes: requests of our own with known answers that travel the path of real ones, and what their outcomes say of the live
 * system: attack success rate and clean accuracy, in windows of time.
 */
@NullMarked
package dev.antidote.probe;

import org.jspecify.annotations.NullMarked;
