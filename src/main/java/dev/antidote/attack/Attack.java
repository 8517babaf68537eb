package dev.antidote.attack;

import java.util.random.RandomGenerator;

/** A backdoor attack: puts its trigger into a text. A pure function of the text and the randomness. */
public interface Attack {
    /** The name that {@link Attacks#named} finds it by. */
    String name();

    /** Returns the text with the trigger in it; the meaning, and so the true label, stays. */
    String apply(String text, RandomGenerator random);
}
