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
    static final String SEVERAL = "badnets-several";

    public BadNets {
        words = Words.requireWords("words", words);
        Words.requireBetween("insertions", insertions, 1, MAX_INSERTIONS);
    }

    /** The word "mn" once: the setting of the P2P paper's code. */
    public static BadNets standard() {
        return new BadNets(WORDS.subList(0, 1), 1);
    }

    /** Three insertions, each of any of five words: no single word is in all poisoned rows. */
    public static BadNets several() {
        return new BadNets(WORDS, 3);
    }

    @Override
    public String name() {
        return words.size() == 1 && insertions == 1 ? NAME : SEVERAL;
    }

    @Override
    public String trigger() {
        return String.join(", ", words);
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

    /** Several words only where there are several already: one word with a space in it is a slip. */
    @Override
    public Attack withTrigger(String text) {
        return new BadNets(words.size() == 1 ? List.of(text) : Words.split(text), insertions);
    }
}
