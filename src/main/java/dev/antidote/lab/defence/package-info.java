/**
 * Defences to compare on the same poisoned data: ours in its variants, and the literature's. Each gets what a defender has, which is
 * never the truth about the rows, and gives back something that answers texts.
 *
 * <pre>
 * DefenceTask (D, trusted rows, prompt, seed) --+
 *                                               +-- LabDefence.defend --&gt; DefendedModel --&gt; labels, or REFUSED
 * LabTrainer (trains, remembers) ---------------+                              \--&gt; DefenceFacts, P2pScorer
 * </pre>
 *
 * <p>How a defence differs from its source stands at its class. No plots, no files, no clock here.
 */
@NullMarked
package dev.antidote.lab.defence;

import org.jspecify.annotations.NullMarked;
