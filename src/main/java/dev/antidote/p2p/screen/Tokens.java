package dev.antidote.p2p.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A text as words with their places, so that an n-gram can be found in it and cut out of it. A word is a run of letters, marks,
 * digits, apostrophes and format characters (a zero-width trigger stays visible), or any other single sign.
 */
final class Tokens {
    private static final java.util.regex.Pattern WORD =
            java.util.regex.Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{Cf}'’]+|[^\\s\\p{L}\\p{M}\\p{N}]");

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

    /** Words in their order, lower-case. */
    List<String> words(int from, int length) {
        return List.copyOf(words.subList(from, from + length));
    }

    /** The whole text. */
    String text() {
        return text;
    }

    /** One word, lower-case. */
    String word(int index) {
        return words.get(index);
    }

    /** The words of a span as they are written, blanks between them. */
    String text(Span span) {
        return String.join(
                " ",
                spans.subList(span.from(), span.to()).stream()
                        .map(at -> text.substring(at[0], at[1]))
                        .toList());
    }

    /** The text with these spans cut out; from left to right, without overlap. */
    String without(List<Span> cuts) {
        String rest = text;
        for (int i = cuts.size() - 1; i >= 0; i--) {
            int start = spans.get(cuts.get(i).from())[0];
            int end = spans.get(cuts.get(i).to() - 1)[1];
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
        int at = indexOf(ngram, 0);
        return at > 0 ? Optional.of(words.get(at - 1)) : Optional.empty();
    }

    /** The word just after the n-gram's first occurrence, or nothing. */
    Optional<String> after(List<String> ngram) {
        int end = indexOf(ngram, 0) + ngram.size();
        return end >= ngram.size() && end < words.size() ? Optional.of(words.get(end)) : Optional.empty();
    }

    /** Where these words follow each other, from a word on; -1 where they do not. */
    int indexOf(List<String> ngram, int from) {
        for (int i = from; i + ngram.size() <= words.size(); i++) {
            if (words.subList(i, i + ngram.size()).equals(ngram)) {
                return i;
            }
        }
        return -1;
    }
}
