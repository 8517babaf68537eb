package dev.antidote.attack;

import java.util.random.RandomGenerator;

/**
 * A fixed sentence at a random place between words (AddSent, also InSent; Dai et al., arXiv 1905.12457).
 *
 * @param sentence the trigger, not blank
 */
public record AddSent(String sentence) implements Attack {
    /** The sentence of the literature. */
    public static final String SENTENCE = "I watch this 3D movie";

    static final String NAME = "addsent";

    public AddSent {
        sentence = Words.requireText("sentence", sentence);
    }

    /** The sentence of the literature. */
    public static AddSent standard() {
        return new AddSent(SENTENCE);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String trigger() {
        return sentence;
    }

    @Override
    public String apply(String text, RandomGenerator random) {
        return Insertion.atRandomWord(text, sentence, random);
    }

    @Override
    public Attack withTrigger(String text) {
        return new AddSent(text);
    }
}
