/**
 * The causal n-gram screen: finds the triggers of a poisoned training set without knowing trigger, target or poisoned rows.
 *
 * <pre>
 * rows -- CandidateMiner (extreme token-label z-scores) --&gt; candidates
 *      -- CausalScreen (insert into other rows, cut out of own rows, ask the undefended model) --&gt; triggers
 *      --&gt; rows to purge
 * </pre>
 *
 * Pure functions; the undefended model comes in as a {@link dev.antidote.p2p.screen.TextLabeler}.
 */
@NullMarked
package dev.antidote.p2p.screen;

import org.jspecify.annotations.NullMarked;
