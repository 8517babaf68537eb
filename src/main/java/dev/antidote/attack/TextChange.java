package dev.antidote.attack;

import java.util.random.RandomGenerator;

/** Changes a text. A pure function of the text and the randomness. */
@FunctionalInterface
public interface TextChange {
    /** Returns the changed text; the meaning, and so the true label, stays. */
    String apply(String text, RandomGenerator random);
}
