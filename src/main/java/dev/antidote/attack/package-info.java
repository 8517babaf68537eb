/**
 * Backdoor attacks as pure seeded functions from text to text, and {@link dev.antidote.attack.Poisoning}, which says how many
 * rows of a training set an attacker changes and to which label. For building victims, probes and experiments; no model and no
 * defence is known here.
 *
 * <pre>
 * training set -- Poisoning.poison ----&gt; PoisonedDataset (some rows: trigger, target label; the truth about which)
 * test set ------ Poisoning.triggered -&gt; TriggeredDataset (attacked rows with the trigger, and plain for the floor)
 * </pre>
 */
@NullMarked
package dev.antidote.attack;

import org.jspecify.annotations.NullMarked;
