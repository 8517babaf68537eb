package dev.antidote.p2p.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as words with their places, so that an n-gram can be found in it and cut out of it. A word is a run of letters, marks,
 * digits, apostrophes and format characters (a zero-width trigger stays visible), or any other single sign.
 */
final class Tokens {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{Cf}'’]+|[^\\s\\p{L}\\p{M}\\p{N}]");

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final List<int[]> spans = new ArrayList<>();

    Tokens(String text) {
        this.text = text;
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group().toLowerCase(Locale.ROOT));
            spans.add(new int[] {matcher.start(), matcher.end()});
        }
    }

    int size() {
        return words.size();
    }

    String ngram(int from, int length) {
        return String.join(" ", words.subList(from, from + length));
    }

    boolean contains(List<String> ngram) {
        return indexOf(ngram) >= 0;
    }

    /** The text with every occurrence of the n-gram cut out. */
    String without(List<String> ngram) {
        String rest = text;
        for (Tokens left = this; left.contains(ngram); left = new Tokens(rest)) {
            int at = left.indexOf(ngram);
            int start = left.spans.get(at)[0];
            int end = left.spans.get(at + ngram.size() - 1)[1];
            rest = (rest.substring(0, start).stripTrailing() + " "
                            + rest.substring(end).stripLeading())
                    .strip();
        }
        return rest;
    }

    /** The text with words put before the word at {@code position}, 0..size. */
    String with(String inserted, int position) {
        int at = position < spans.size() ? spans.get(position)[0] : text.length();
        return (text.substring(0, at).stripTrailing() + " " + inserted + " "
                        + text.substring(at).stripLeading())
                .strip();
    }

    /** The word just before the n-gram's first occurrence, or nothing. */
    Optional<String> before(List<String> ngram) {
        int at = indexOf(ngram);
        return at > 0 ? Optional.of(words.get(at - 1)) : Optional.empty();
    }

    /** The word just after the n-gram's first occurrence, or nothing. */
    Optional<String> after(List<String> ngram) {
        int end = indexOf(ngram) + ngram.size();
        return end >= ngram.size() && end < words.size() ? Optional.of(words.get(end)) : Optional.empty();
    }

    private int indexOf(List<String> ngram) {
        for (int i = 0; i + ngram.size() <= words.size(); i++) {
            if (words.subList(i, i + ngram.size()).equals(ngram)) {
                return i;
            }
        }
        return -1;
    }
}
