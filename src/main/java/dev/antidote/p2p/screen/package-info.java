/**
 * Two screens that find poisoned rows without knowing trigger, target or rows: the causal screen for patterns that rows share, and the
 * transplant screen, row by row, for triggers that no such pattern stands for.
 *
 * <pre>
 * rows -- CandidateMiner (phrases, pairs of words, foreign letters with extreme z-scores) --&gt; suspects
 *      -- CausalScreen (insert into other rows, cut out of own rows, ask a model) --&gt; triggers
 *      --&gt; rows to purge
 * rows -- Runs (a few words in a row) -- TransplantScreen (put before anchors, which AnchorChoice chose among reviewed rows; HonestBar
 *      says how strong honest runs are) --&gt; rows to purge, rows to doubt
 * </pre>
 *
 * Pure functions; the model comes in as a {@link dev.antidote.p2p.screen.TextLabeler} or a
 * {@link dev.antidote.p2p.screen.LogitScorer}.
 */
@NullMarked
package dev.antidote.p2p.screen;

import org.jspecify.annotations.NullMarked;
