/**
 * Attack settings as JSON with the key names of OpenBackdoor (Cui et al., arXiv 2206.08514), so that its configurations carry over
 * as they are. Only what says how data is poisoned is read: {@code attacker.poisoner}, or {@code poisoner} at the top. Data sets,
 * victims, trainers and defenders belong to other parts and are passed over, and so is {@code attacker.name}: attackers that also
 * change the training (EP, SOS, RIPPLES, LWS) are played by their poisoned rows alone.
 *
 * <pre>
 * {"attacker": {"poisoner": {"name": "badnets", "poison_rate": 0.02, "target_label": 1, "label_consistency": false,
 *                            "label_dirty": true, "triggers": ["mn"], "num_triggers": 1}}}
 * </pre>
 */
@NullMarked
package dev.antidote.lab.settings;

import org.jspecify.annotations.NullMarked;
