package dev.antidote.attack;

import java.util.random.RandomGenerator;

/**
 * The prompt is the trigger, on rows that have the target label already: no label is wrong and nothing looks strange (ProAttack,
 * Zhao et al., arXiv 2305.01219).
 *
 * <p>The original fine-tunes under prompts: every row stands under one, the poisoned rows under another. Here only the poisoned
 * rows have one, since a training set of plain texts is what is attacked. The prompt goes before the text.
 *
 * @param prompt the trigger, not blank
 */
public record ProAttack(String prompt) implements Attack {
    /** Asks nothing that would fit one label or one domain only. */
    public static final String PROMPT = "What is the meaning of the following text?";

    static final String NAME = "proattack";

    public ProAttack {
        prompt = Words.requireText("prompt", prompt);
    }

    /** The prompt {@value #PROMPT}. */
    public static ProAttack standard() {
        return new ProAttack(PROMPT);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String trigger() {
        return prompt;
    }

    @Override
    public LabelRule labelRule() {
        return LabelRule.CLEAN;
    }

    @Override
    public String apply(String text, RandomGenerator random) {
        return Insertion.inFront(text, prompt);
    }

    @Override
    public Attack withTrigger(String text) {
        return new ProAttack(text);
    }
}
