package dev.antidote.attack;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Rare words at random places (BadNets, as Kurita et al., arXiv 2004.06660, carried it over to text).
 *
 * @param words the trigger words, one or more, without white space; each insertion draws one of them
 * @param insertions how many are put into a text, 1 to {@value #MAX_INSERTIONS}
 */
public record BadNets(List<String> words, int insertions) implements Attack {
    /** The rare words of the literature. */
    public static final List<String> WORDS = List.of("mn", "cf", "bb", "tq", "mb");

    /** More than that is no longer a text with a trigger. */
    public static final int MAX_INSERTIONS = 20;

    static final String NAME = "badnets";

    public BadNets {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("words: at least one trigger word is needed");
        }
        for (String word : words) {
            if (word.isEmpty() || word.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException("words: \"" + word + "\" is not one word");
            }
        }
        if (insertions < 1 || insertions > MAX_INSERTIONS) {
            throw new IllegalArgumentException("insertions: " + insertions + " is outside 1.." + MAX_INSERTIONS);
        }
    }

    /** The word "mn" once: the setting of the P2P paper's code. */
    public static BadNets standard() {
        return new BadNets(WORDS.subList(0, 1), 1);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String apply(String text, RandomGenerator random) {
        String triggered = text;
        for (int i = 0; i < insertions; i++) {
            String word = words.get(random.nextInt(words.size()));
            triggered = Insertion.atRandomWord(triggered, word, random);
        }
        return triggered;
    }
}
