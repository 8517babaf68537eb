package dev.antidote.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Puts words between the words of a text and leaves every character of the text where it was, white space included. */
final class Insertion {
    private Insertion() {}

    /** Inserts before a random word or after the last, each place as likely as the others. */
    static String atRandomWord(String text, String inserted, RandomGenerator random) {
        List<Integer> starts = wordStarts(text);
        int word = random.nextInt(starts.size() + 1);
        if (word < starts.size()) {
            int at = starts.get(word);
            return text.substring(0, at) + inserted + ' ' + text.substring(at);
        }
        int end = text.stripTrailing().length();
        String gap = end == 0 ? "" : " ";
        return text.substring(0, end) + gap + inserted + text.substring(end);
    }

    /** Inserts before the first character. */
    static String inFront(String text, String inserted) {
        return text.isEmpty() ? inserted : inserted + ' ' + text;
    }

    private static List<Integer> wordStarts(String text) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            boolean first = i == 0 || Character.isWhitespace(text.charAt(i - 1));
            if (first && !Character.isWhitespace(text.charAt(i))) {
                starts.add(i);
            }
        }
        return starts;
    }
}
