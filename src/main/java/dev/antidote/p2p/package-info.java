/**
 * The Poison-to-Poison algorithm (arXiv 2510.04503) as pure functions: the benign prompt, the label space of 2n classes, the
 * dataset reconstruction, and what one guarded forward pass says. No tensors, no I/O, no clock.
 *
 * <pre>
 * text -- BenignPrompt.guard --&gt; GuardedText -- model --&gt; scores[2n] -- LabelSpace.judge --&gt; Judgement
 * </pre>
 */
@NullMarked
package dev.antidote.p2p;

import org.jspecify.annotations.NullMarked;
