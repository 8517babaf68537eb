package dev.antidote.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Tokens by the word: a tokenizer that cuts at spaces before it does anything else has the same tokens for a text as for its words,
 * one after the other, and most words of a text were seen before. Thread-safe.
 */
final class WordTokens {
    /** Words, at most some 5 MB of them; one more, and all are forgotten. */
    static final int CAPACITY = 1 << 15;

    /** What is longer is hardly a word. */
    static final int LONGEST = 64;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, int[]> known = new ConcurrentHashMap<>();
    private final Function<String, int[]> tokenizer;

    /**
     * Begins with no word.
     *
     * @param tokenizer gives the tokens of a word, without those that open and close a text
     */
    WordTokens(Function<String, int[]> tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Whether a tokenizer's file says that it cuts at spaces first: BERT's own normalizer and pre-tokenizer, and WordPiece. */
    static boolean suit(Path file) throws IOException {
        JsonNode root = JSON.readTree(Files.readAllBytes(file));
        boolean spaceless = true;
        for (JsonNode added : root.path("added_tokens")) {
            spaceless &= added.path("content").asText().indexOf(' ') < 0;
        }
        return spaceless
                && root.path("normalizer").path("type").asText().equals("BertNormalizer")
                && root.path("pre_tokenizer").path("type").asText().equals("BertPreTokenizer")
                && root.path("model").path("type").asText().equals("WordPiece");
    }

    /**
     * The first tokens of a text.
     *
     * @param end the text ends before this character
     * @param most how many; no more of the text is looked at than it takes
     * @return fewer if the text has no more; empty if there is something longer than a word among it
     */
    Optional<int[]> first(String text, int end, int most) {
        int[] tokens = new int[most];
        int count = 0;
        int from = 0;
        while (from < end && count < most) {
            int space = text.indexOf(' ', from);
            int to = space < 0 ? end : Math.min(space, end);
            if (to - from > LONGEST) {
                return Optional.empty();
            }
            if (to > from) {
                int[] word = of(text.substring(from, to));
                int taken = Math.min(word.length, most - count);
                System.arraycopy(word, 0, tokens, count, taken);
                count += taken;
            }
            from = to + 1;
        }
        return Optional.of(Arrays.copyOf(tokens, count));
    }

    private int[] of(String word) {
        int[] tokens = known.get(word);
        if (tokens == null) {
            tokens = tokenizer.apply(word);
            if (known.size() >= CAPACITY) {
                known.clear(); // what comes often is soon back
            }
            known.put(word, tokens);
        }
        return tokens;
    }
}
