/**
 * Fine-tuning and measuring: LoRA training of one adapter, the defence pipeline that trains several, and the evaluation with
 * clean accuracy, attack success rate and floor. One training at a time in a process: the engine allows one gradient collector.
 *
 * <pre>
 * D --+-- train --&gt; undefended model -- CausalScreen, then TransplantScreen -+
 *     +-- or instead of the last: train --&gt; sentinel -- disagreement ---+-- purge
 *                                                                       |
 *                     guarded model &lt;-- train, Reconstruction &lt;----+
 * </pre>
 */
@NullMarked
package dev.antidote.train;

import org.jspecify.annotations.NullMarked;
