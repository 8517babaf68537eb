/**
 * Detectors of triggered texts: what each signal of a P2P model says of a text, as a score, and how well scores tell triggered texts
 * from clean ones at any bar.
 *
 * <pre>
 * texts -- P2pScorer (with and without the prompt) -- Detector --&gt; suspicion a text -- Roc --&gt; AUC, recall at a false-alarm rate
 * </pre>
 */
@NullMarked
package dev.antidote.lab.detector;

import org.jspecify.annotations.NullMarked;
