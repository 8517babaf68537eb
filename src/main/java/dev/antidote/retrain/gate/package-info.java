/**
 * Whether a retrained model may serve: pure functions from measured figures to a verdict that names every gate.
 *
 * <pre>
 * {@link dev.antidote.retrain.gate.ModelFigures} of candidate and champion --&gt; {@link dev.antidote.retrain.gate.Gates} --&gt; {@link dev.antidote.retrain.gate.GateReport}
 * </pre>
 *
 * <p>Nothing here measures, reads or writes.
 */
@NullMarked
package dev.antidote.retrain.gate;

import org.jspecify.annotations.NullMarked;
