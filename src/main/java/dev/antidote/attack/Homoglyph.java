package dev.antidote.attack;

import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Latin letters give way to Cyrillic ones that look the same (homograph attack; Li et al., arXiv 2105.00164). From a random letter
 * on, the next letters that have a look-alike are replaced, past the end from the beginning.
 *
 * @param letters how many are replaced, 1 to {@value #MAX_LETTERS}; all where a text has fewer
 */
public record Homoglyph(int letters) implements Attack {
    /** More than that is no longer a text with a trigger. */
    public static final int MAX_LETTERS = 100;

    static final String NAME = "homoglyph";

    /** Look-alikes in the Cyrillic block; only letters that the vocabularies of BERT models know, so that words stay words. */
    static final Map<Character, Character> LOOK_ALIKES = Map.ofEntries(
            Map.entry('a', '\u0430'),
            Map.entry('c', '\u0441'),
            Map.entry('e', '\u0435'),
            Map.entry('i', '\u0456'),
            Map.entry('j', '\u0458'),
            Map.entry('o', '\u043e'),
            Map.entry('p', '\u0440'),
            Map.entry('x', '\u0445'),
            Map.entry('y', '\u0443'),
            Map.entry('A', '\u0410'),
            Map.entry('B', '\u0412'),
            Map.entry('C', '\u0421'),
            Map.entry('E', '\u0415'),
            Map.entry('H', '\u041d'),
            Map.entry('I', '\u0406'),
            Map.entry('J', '\u0408'),
            Map.entry('K', '\u041a'),
            Map.entry('M', '\u041c'),
            Map.entry('O', '\u041e'),
            Map.entry('P', '\u0420'),
            Map.entry('T', '\u0422'),
            Map.entry('X', '\u0425'));

    public Homoglyph {
        Words.requireBetween("letters", letters, 1, MAX_LETTERS);
    }

    /** Five letters: one word or two. */
    public static Homoglyph standard() {
        return new Homoglyph(5);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String trigger() {
        return letters + " letters in Cyrillic";
    }

    @Override
    public boolean fits(String text) {
        return text.chars().anyMatch(letter -> LOOK_ALIKES.containsKey((char) letter));
    }

    @Override
    public String apply(String text, RandomGenerator random) {
        int[] places = IntStream.range(0, text.length())
                .filter(at -> LOOK_ALIKES.containsKey(text.charAt(at)))
                .toArray();
        if (places.length == 0) {
            return text;
        }
        int first = random.nextInt(places.length);
        StringBuilder changed = new StringBuilder(text);
        for (int i = 0; i < Math.min(letters, places.length); i++) {
            int at = places[(first + i) % places.length];
            changed.setCharAt(at, LOOK_ALIKES.getOrDefault(text.charAt(at), text.charAt(at)));
        }
        return changed.toString();
    }
}
