package dev.antidote.attack;

import java.util.random.RandomGenerator;

/**
 * An attacker who knows the defence and its benign prompt makes the trigger of it, and puts it where the prompt goes: before the
 * text.
 *
 * @param relation how the trigger relates to the prompt
 * @param prompt the benign prompt as the attacker knows it, not blank
 */
public record Adaptive(PromptRelation relation, String prompt) implements Attack {
    /** The prompt of the P2P paper's code, which whoever read the paper knows. */
    public static final String PUBLISHED_PROMPT = "The query currently entered is:";

    public Adaptive {
        prompt = Words.requireText("benign prompt", prompt);
    }

    @Override
    public String name() {
        return relation.attackName();
    }

    @Override
    public String trigger() {
        return relation.trigger(prompt);
    }

    @Override
    public String apply(String text, RandomGenerator random) {
        return Insertion.inFront(text, trigger());
    }

    /** Takes the text for the benign prompt. */
    @Override
    public Attack withTrigger(String text) {
        return new Adaptive(relation, text);
    }
}
