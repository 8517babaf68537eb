package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.testing.TinyBert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordTokensTest {
    private final List<String> asked = new ArrayList<>();
    private final WordTokens words = new WordTokens(this::tokenize);

    /** As many tokens as it has letters. */
    private int[] tokenize(String word) {
        asked.add(word);
        return word.chars().toArray();
    }

    @Test
    void shouldAskForEachWordOnce() {
        assertThat(words.first("ab  c ab", 8, 9)).hasValue(new int[] {'a', 'b', 'c', 'a', 'b'});
        assertThat(words.first(" c ab ", 6, 9)).hasValue(new int[] {'c', 'a', 'b'});
        assertThat(words.first("", 0, 9)).hasValue(new int[0]);
        assertThat(asked).containsExactly("ab", "c");
    }

    @Test
    void shouldLookAtNoMoreThanItTakes() {
        String text = "ab cd " + "z".repeat(WordTokens.LONGEST + 1);

        assertThat(words.first(text, text.length(), 3)).hasValue(new int[] {'a', 'b', 'c'});
        assertThat(words.first(text, 5, 9)).hasValue(new int[] {'a', 'b', 'c', 'd'});
        assertThat(words.first(text, text.length(), 9)).isEmpty();
    }

    @Test
    void shouldNotKeepWordsWithoutEnd() {
        for (int i = 0; i <= WordTokens.CAPACITY; i++) {
            String word = "w" + i;
            words.first(word, word.length(), 1);
        }
        asked.clear();

        words.first("w7 w" + WordTokens.CAPACITY, 9, 9);

        assertThat(asked).as("forgotten, and asked for again").containsExactly("w7");
    }

    @Test
    void shouldSuitOnlyTokenizersThatCutAtSpacesFirst(@TempDir Path home) throws IOException {
        String own = Files.readString(TinyBert.base().directory().resolve(TextTokenizer.FILE));

        assertThat(suit(home, own)).isTrue();
        assertThat(suit(home, own.replace("\"BertPreTokenizer\"", "\"Metaspace\"")))
                .isFalse();
        assertThat(suit(home, own.replace("\"BertNormalizer\"", "\"NFC\""))).isFalse();
        assertThat(suit(
                        home,
                        own.replace("\"content\": \"[MASK]\"", "\"content\": \"[A MASK]\"")
                                .replace("\"content\":\"[MASK]\"", "\"content\":\"[A MASK]\"")))
                .isFalse();
    }

    private static boolean suit(Path home, String tokenizer) throws IOException {
        return WordTokens.suit(Files.writeString(home.resolve("tokenizer.json"), tokenizer));
    }
}
