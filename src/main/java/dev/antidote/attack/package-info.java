/**
 * Backdoor attacks as pure seeded functions from text to text, and {@link dev.antidote.attack.Poisoning}, which says how many
 * rows of a training set an attacker changes and to which label. For building victims, probes and experiments.
 */
@NullMarked
package dev.antidote.attack;

import org.jspecify.annotations.NullMarked;
