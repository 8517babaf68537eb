/**
 * Backdoor attacks as pure seeded functions from text to text, and {@link dev.antidote.attack.Poisoning}, which says which rows of a
 * training set an attacker changes and to which label. For building victims, probes and experiments; no model and no defence is
 * known here, but for the words of a benign prompt that an attacker may know.
 *
 * <pre>
 * training set -- Poisoning.poison ----&gt; PoisonedDataset (some rows: trigger, target label; negatives; the truth about which)
 *              -- Attackers.poison ----&gt; JointlyPoisonedDataset (the same of several attackers)
 * test set ------ Poisoning.triggered -&gt; TriggeredDataset (attacked rows with the trigger, and plain for the floor)
 * </pre>
 */
@NullMarked
package dev.antidote.attack;

import org.jspecify.annotations.NullMarked;
