package dev.antidote.model;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns any Java string into token ids: lone surrogates are replaced, long texts cost no more than their first part. Thread-safe.
 * Special tokens that a text spells out ("[SEP]") become that token, as with Hugging Face's own tokenizers.
 */
public final class TextTokenizer implements AutoCloseable {
    /** The most tokens of a text unless a caller says otherwise. */
    public static final int DEFAULT_MAX_TOKENS = 128;

    static final String FILE = "tokenizer.json";
    /** A text's characters from here on are never looked at: 1 MB costs what 64 kB cost, and most texts cost far less. */
    private static final int MAX_CHARACTERS = 1 << 16;

    private static final int CHARACTERS_PER_TOKEN = 8;

    private final HuggingFaceTokenizer tokenizer;
    private final int positions;
    private final int[] opening;
    private final int[] closing;
    private final Optional<WordTokens> words;

    private TextTokenizer(HuggingFaceTokenizer tokenizer, int positions, boolean byTheWord) {
        this.tokenizer = tokenizer;
        this.positions = positions;
        Pieces sample = pieces("a");
        int end = contentEnd(sample);
        this.opening = ints(sample.ids(), 0, contentStart(sample, end));
        this.closing = ints(sample.ids(), end, sample.ids().length);
        this.words = byTheWord
                ? Optional.of(new WordTokens(word -> content(wellFormed(word, word.length()))))
                : Optional.empty();
    }

    static TextTokenizer open(Path file, int positions) {
        EngineRuntime.prepare();
        // The file's own truncation and padding (128 for MiniLM) are switched off: the caller decides.
        Map<String, String> options =
                Map.of("truncation", "false", "padding", "false", "modelMaxLength", Integer.toString(positions));
        try {
            return new TextTokenizer(HuggingFaceTokenizer.newInstance(file, options), positions, WordTokens.suit(file));
        } catch (IOException | RuntimeException e) {
            throw new ModelException(file + ": is not a usable tokenizer (" + e.getMessage() + ")", e);
        }
    }

    /** The same as {@link #encode(String, int)} with {@value #DEFAULT_MAX_TOKENS} tokens, or the model's positions if fewer. */
    public TokenizedText encode(String text) {
        return encode(text, Math.min(DEFAULT_MAX_TOKENS, positions));
    }

    /**
     * Tokenizes a text of any content.
     *
     * @param maxTokens the most ids to return, special tokens included; 8 up to the model's positions
     */
    public TokenizedText encode(String text, int maxTokens) {
        if (maxTokens < 8 || maxTokens > positions) {
            throw new IllegalArgumentException("max tokens: " + maxTokens + " is outside 8.." + positions);
        }
        int readable = Math.min(text.length(), MAX_CHARACTERS);
        return words.flatMap(known -> known.first(text, readable, room(maxTokens) + 1))
                .map(tokens -> framed(tokens, maxTokens, readable < text.length()))
                .orElseGet(() -> encodeWhole(text, maxTokens));
    }

    /** How many tokens of a text are kept between those that open and close it. */
    private int room(int maxTokens) {
        return maxTokens - opening.length - closing.length;
    }

    /** Drops tokens from the end until the text fits; those that open and close it stay. */
    private TokenizedText framed(int[] tokens, int maxTokens, boolean cutBefore) {
        int kept = Math.min(tokens.length, room(maxTokens));
        int[] ids = Arrays.copyOf(opening, opening.length + kept + closing.length);
        System.arraycopy(tokens, 0, ids, opening.length, kept);
        System.arraycopy(closing, 0, ids, opening.length + kept, closing.length);
        return new TokenizedText(ids, cutBefore || kept < tokens.length);
    }

    /** Without the help of words that were seen before. */
    TokenizedText encodeWhole(String text, int maxTokens) {
        int readable = Math.min(text.length(), MAX_CHARACTERS);
        int window = Math.min(readable, maxTokens * CHARACTERS_PER_TOKEN);
        while (true) {
            Pieces pieces = pieces(wellFormed(text, window));
            if (window == readable || settledBefore(pieces) >= maxTokens) {
                long[] ids = pieces.ids();
                int[] content = ints(ids, opening.length, ids.length - closing.length);
                return framed(content, maxTokens, window < text.length());
            }
            window = Math.min(readable, 4 * window);
        }
    }

    /** Tokenizes several texts. */
    public List<TokenizedText> encodeAll(List<String> texts, int maxTokens) {
        return texts.stream().map(text -> encode(text, maxTokens)).toList();
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    /**
     * A text as the tokenizer cuts it.
     *
     * @param ids of its tokens
     * @param words for each token, the number of the word that it is of
     * @param special for each token, 1 if it is none of the text's
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, by whoever made it
    private record Pieces(long[] ids, long[] words, long[] special) {}

    /** {@link HuggingFaceTokenizer#encode} makes an object of each token's text and place, which costs as much as the rest. */
    private Pieces pieces(String text) {
        long encoding = TokenizersLibrary.LIB.encode(tokenizer.getHandle(), text, true);
        try {
            return new Pieces(
                    TokenizersLibrary.LIB.getTokenIds(encoding),
                    TokenizersLibrary.LIB.getWordIds(encoding),
                    TokenizersLibrary.LIB.getSpecialTokenMask(encoding));
        } finally {
            TokenizersLibrary.LIB.deleteEncoding(encoding);
        }
    }

    /** The tokens of a text without those that open and close it. */
    private int[] content(String text) {
        long encoding = TokenizersLibrary.LIB.encode(tokenizer.getHandle(), text, false);
        try {
            long[] ids = TokenizersLibrary.LIB.getTokenIds(encoding);
            return ints(ids, 0, ids.length);
        } finally {
            TokenizersLibrary.LIB.deleteEncoding(encoding);
        }
    }

    private static int[] ints(long[] ids, int from, int to) {
        int[] ints = new int[to - from];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = (int) ids[from + i];
        }
        return ints;
    }

    /** The number of tokens that no text after the window can change: all but those of the last word. */
    private static int settledBefore(Pieces pieces) {
        long[] words = pieces.words();
        int end = contentEnd(pieces);
        int at = end;
        while (at > 0 && words[at - 1] == words[end - 1]) {
            at--;
        }
        return at;
    }

    private static int contentEnd(Pieces pieces) {
        long[] special = pieces.special();
        int end = special.length;
        while (end > 0 && special[end - 1] == 1) {
            end--;
        }
        return end;
    }

    private static int contentStart(Pieces pieces, int end) {
        int start = 0;
        while (start < end && pieces.special()[start] == 1) {
            start++;
        }
        return start;
    }

    /** The first characters of a text; half a surrogate pair would make the native side misread everything. */
    private static String wellFormed(String text, int length) {
        int end = length;
        if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder clean = null;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            clean = clean == null ? new StringBuilder(text) : clean;
            clean.setCharAt(i, '\uFFFD');
        }
        return clean == null ? text.substring(0, end) : clean.substring(0, end);
    }
}
