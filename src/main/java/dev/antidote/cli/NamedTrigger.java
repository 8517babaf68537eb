package dev.antidote.cli;

import dev.antidote.attack.AddSent;
import dev.antidote.attack.Attack;
import dev.antidote.retrain.gate.AttackFigures.Origin;
import java.util.random.RandomGenerator;

/**
 * A trigger that was found in the data or by people, as an attack: put in at a random place between words.
 *
 * @param origin who found it
 * @param name of the attack
 * @param trigger words, not blank
 */
record NamedTrigger(Origin origin, String name, String trigger) implements Attack {
    @Override
    public String apply(String text, RandomGenerator random) {
        return new AddSent(trigger).apply(text, random);
    }
}
