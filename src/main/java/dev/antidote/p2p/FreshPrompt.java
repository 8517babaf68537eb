package dev.antidote.p2p;

import java.util.Random;

/**
 * A benign prompt for one training. A prompt that is always the same is known sooner or later, and whoever knows it can write it into
 * poisoned rows; so each training has its own.
 */
public final class FreshPrompt {
    private static final int MOST_DRAWS = 10_000;

    private FreshPrompt() {}

    /**
     * Draws until one is new.
     *
     * @param seed the same seed and the same check give the same prompt; it is as secret as the prompt should be
     * @throws IllegalStateException if the texts hold a part of nearly every prompt there is
     */
    public static BenignPrompt draw(long seed, PromptCheck check) {
        Random random = new Random(seed); // its algorithm is fixed by its specification
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            BenignPrompt prompt = PromptGrammar.write(random);
            if (check.accepts(prompt)) {
                return prompt;
            }
        }
        throw new IllegalStateException("none of " + MOST_DRAWS + " benign prompts is new to the data");
    }
}
