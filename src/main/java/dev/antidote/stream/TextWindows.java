package dev.antidote.stream;

import dev.antidote.infer.EncodedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Cuts a text that is too long for a model into windows that are not. Stateless.
 *
 * <p>Windows begin and end between words, cover every word, and share about a sixth of their words with the one before, so that a
 * phrase at a cut is whole in one of them. A word of more than {@value #LONGEST_WORD} characters may be cut, as scripts without
 * spaces need it. Where a window ends is searched with the tokenizer itself: nothing is assumed about its tokens.
 */
final class TextWindows {
    /** Longer words are cut into fragments. */
    static final int LONGEST_WORD = 32;

    private static final int FRAGMENT = 8;
    private static final int OVERLAP = 6;

    private final String text;
    private final Function<String, EncodedText> encoder;
    private final List<Span> words;

    private TextWindows(String text, Function<String, EncodedText> encoder) {
        this.text = text;
        this.encoder = encoder;
        this.words = words(text);
    }

    /** Characters {@code from..to} of the text, the latter excluded. */
    private record Span(int from, int to) {}

    /** A piece of the text, and how the model reads it: whole. */
    record Window(String text, EncodedText encoded) {}

    /**
     * Cuts a text.
     *
     * @param most the most windows
     * @param reach the most words that are tried for a window
     * @param encoder tokenizes a piece of the text, the benign prompt before it, and says whether it had to be cut
     * @throws PayloadException if it needs more windows, or a word of it is too long for the model
     */
    static List<Window> of(String text, int most, int reach, Function<String, EncodedText> encoder) {
        return new TextWindows(text, encoder).cut(most, reach);
    }

    private List<Window> cut(int most, int reach) {
        List<Window> windows = new ArrayList<>();
        int covered = 0;
        int shared = 0;
        while (covered < words.size()) {
            if (windows.size() == most) {
                throw new PayloadException(
                        "the text needs more than " + most + " windows of what the model reads (requests.maxWindows)");
            }
            int from = begin(covered, shared);
            int to = end(from, covered + 1, Math.max(covered + 1, Math.min(words.size(), from + reach)));
            windows.add(encode(from, to));
            shared = (to - from) / OVERLAP;
            covered = to;
        }
        return windows;
    }

    /** Where a window begins that shares so many words, or fewer if the next word would not fit beside them. */
    private int begin(int covered, int shared) {
        int overlap = shared;
        while (!fits(covered - overlap, covered + 1)) {
            if (overlap == 0) {
                throw new PayloadException("the text has a word that is longer than all that the model reads");
            }
            overlap /= 2;
        }
        return covered - overlap;
    }

    /** Where a window ends that is as long as can be: {@code least} fits, and no more than {@code most} is tried. */
    private int end(int from, int least, int most) {
        int fitting = least;
        int beyond = most + 1;
        while (beyond - fitting > 1) {
            int middle = (fitting + beyond) >>> 1;
            if (fits(from, middle)) {
                fitting = middle;
            } else {
                beyond = middle;
            }
        }
        return fitting;
    }

    private boolean fits(int from, int to) {
        return !encode(from, to).encoded().truncated();
    }

    private Window encode(int from, int to) {
        String piece = text.substring(words.get(from).from(), words.get(to - 1).to());
        return new Window(piece, encoder.apply(piece));
    }

    private static List<Span> words(String text) {
        List<Span> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int from = at;
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            addFragments(words, text, from, at);
            at++;
        }
        return words;
    }

    private static void addFragments(List<Span> words, String text, int from, int to) {
        int length = to - from > LONGEST_WORD ? FRAGMENT : LONGEST_WORD;
        int start = from;
        while (start < to) {
            int end = Math.min(to, start + length);
            if (end < to && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end))) {
                end++;
            }
            words.add(new Span(start, end));
            start = end;
        }
    }
}
