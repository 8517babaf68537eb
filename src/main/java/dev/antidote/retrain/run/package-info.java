/**
 * The retraining as a state machine on disk: killed at any moment, the next start goes on from the last state that was sealed.
 *
 * <pre>
 * prepared --&gt; trained --&gt; evaluated --+--&gt; accepted --&gt; released
 *                 ^                    +--&gt; refused
 *                 +--- another champion ----+
 * </pre>
 *
 * <p>{@link dev.antidote.retrain.run.RunLedger} owns the work directory, {@link dev.antidote.retrain.run.RunDirectory} one run of it,
 * and {@link dev.antidote.retrain.run.RunState} says what comes next. What the steps do is somebody else's:
 * {@link dev.antidote.retrain.run.RunSteps}.
 */
@NullMarked
package dev.antidote.retrain.run;

import org.jspecify.annotations.NullMarked;
