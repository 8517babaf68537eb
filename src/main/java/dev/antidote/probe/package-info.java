/**
 * Probes: requests of our own with known answers that travel the path of real ones, and what their outcomes say of the live
 * system: attack success rate, its floor, and clean accuracy.
 *
 * <pre>
 * held-out rows --&gt; ProbePack --&gt; ProbeDraw (by ProbeMix) --&gt; Prober (by ProbeSchedule) --&gt; ProbeSender --&gt; probes topic
 * probe-outcomes topic --&gt; ProbeTally
 * </pre>
 *
 * The windows of the {@code asr} topic are the topology's own: they must be as exact as the outcomes that they count.
 */
@NullMarked
package dev.antidote.probe;

import org.jspecify.annotations.NullMarked;
