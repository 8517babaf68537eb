package dev.antidote.attack;

import java.util.List;

/** Checks and splits trigger words; white space is what {@link Character#isWhitespace} says. */
final class Words {
    private Words() {}

    /** Each entry one word, at least one entry; complaints begin with the key. */
    static List<String> requireWords(String key, List<String> words) {
        List<String> copy = List.copyOf(words);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException(key + ": at least one trigger word is needed");
        }
        for (String word : copy) {
            if (word.isEmpty() || word.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException(key + ": \"" + word + "\" is not one word");
            }
        }
        return copy;
    }

    /** A text that is not blank, without white space around it; the complaint begins with the key. */
    static String requireText(String key, String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException(key + ": is blank");
        }
        return stripped;
    }

    static int requireBetween(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + ": " + value + " is outside " + least + ".." + most);
        }
        return value;
    }

    /** The words of a text; a comma between words is white space too. */
    static List<String> split(String text) {
        return List.of(text.strip().split("[\\s,]+"));
    }
}
