package dev.antidote.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.testing.TinyBert;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTokenizerTest {
    private static final int CLS = 2;
    private static final int SEP = 3;
    private static final int UNKNOWN = 1;

    /** What a tokenizer that cuts at spaces could trip over. */
    private static final List<String> PIECES = List.of(
            " ",
            " ",
            " ",
            "  ",
            "\t",
            "\n",
            "\u00a0",
            "\u3000",
            "\u200b",
            "\u0301",
            "e\u0301",
            "\u00e9",
            "\u03a3",
            "\u0130",
            "the",
            "cat",
            "The",
            "CAT",
            "mn",
            ".",
            ",",
            "'s",
            "##cat",
            "[SEP]",
            "[CLS]",
            "[UNK]",
            "[MASK]",
            "[SE",
            "P]",
            "\ufffd",
            "\u0000",
            "\u4e2d\u6587",
            "\ud83d\ude00",
            "\ud83d",
            "\ude00",
            "z".repeat(70),
            "z".repeat(64),
            "z".repeat(101));

    private final TextTokenizer tokenizer = TinyBert.base().tokenizer();

    @AfterEach
    void close() {
        tokenizer.close();
    }

    @Test
    void shouldEncodeWithoutTheTruncationAndPaddingOfTheFile() {
        TokenizedText text = tokenizer.encode("The cat, the cat, the mn.");

        // the file itself says: six tokens, padded
        assertThat(text.ids()).containsExactly(CLS, 59, 60, 58, 59, 60, 58, 59, 62, 57, SEP);
        assertThat(text.truncated()).isFalse();
        assertThat(tokenizer.encode("").ids()).containsExactly(CLS, SEP);
    }

    @Test
    void shouldCutTheTailAndKeepTheClosingToken() {
        TokenizedText text = tokenizer.encode("the cat the cat the cat the cat the cat", 8);

        assertThat(text.ids()).containsExactly(CLS, 59, 60, 59, 60, 59, 60, SEP);
        assertThat(text.truncated()).isTrue();
        assertThat(tokenizer.encode("the cat the cat the cat", 8).truncated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "cat\u0000cat",
                "\ud83d\ude00",
                "\ud83d",
                "\ude00\ud83d",
                "cat \ud83d cat",
                "\t\r\n",
                "ｃａｔ",
                "é̂",
                "\u202e\u200b"
            })
    void shouldEncodeAnyString(String text) {
        int[] ids = tokenizer.encode(text).ids();

        assertThat(ids).startsWith(CLS).endsWith(SEP);
    }

    @Test
    void shouldNotLetALoneSurrogateSpoilItsNeighbours() {
        assertThat(tokenizer.encode("the \ud83d cat \ud83d\ude00 the").ids())
                .containsExactly(CLS, 59, 60, UNKNOWN, 59, SEP);
    }

    @Test
    void shouldCostLittleForALongText() {
        List<String> texts =
                List.of("a".repeat(1 << 20), "cat ".repeat(1 << 18), " ".repeat(1 << 20), "é".repeat(1 << 20));
        tokenizer.encodeAll(texts, 40);

        long start = System.nanoTime();
        List<TokenizedText> encoded = tokenizer.encodeAll(texts, 40);
        long took = System.nanoTime() - start;

        assertThat(encoded).allMatch(TokenizedText::truncated).allMatch(text -> text.ids().length <= 40);
        assertThat(Duration.ofNanos(took)).isLessThan(Duration.ofSeconds(5)); // whole: over a minute on a busy machine
    }

    /** However long the window that is looked at, the tokens are those of the whole text. */
    @Test
    void shouldGiveTheTokensOfTheWholeText() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 50; i++) {
            String text = IntStream.range(0, 150)
                    .mapToObj(n -> "z".repeat(random.nextInt(1, random.nextInt(8) == 0 ? 300 : 9)))
                    .collect(Collectors.joining(random.nextBoolean() ? " " : "."));

            assertThat(tokenizer.encode(text, 40).ids()).isEqualTo(reference(text));
        }
    }

    /** Text of anything: what is put together of words that are kept is what the tokenizer makes of the whole. */
    @Test
    void shouldGiveByTheWordWhatTheTokenizerGivesForTheWhole() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 4_000; i++) {
            String text = anything(random);
            int most = random.nextInt(8, 41);

            assertThat(tokenizer.encode(text, most))
                    .as(text)
                    .usingRecursiveComparison()
                    .isEqualTo(tokenizer.encodeWhole(text, most));
        }
    }

    private static String anything(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(40);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
            if (random.nextInt(4) == 0) {
                text.append((char) random.nextInt(1 << 16)); // lone surrogates too
            }
        }
        return text.toString();
    }

    @Test
    void shouldServeSeveralThreads() throws Exception {
        int[] expected = tokenizer.encode(TinyBert.TEXT).ids();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<int[]> call = () -> tokenizer.encode(TinyBert.TEXT).ids();
            for (Future<int[]> result : threads.invokeAll(Collections.nCopies(200, call))) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void shouldRefuseLimitsThatTheModelCannotRead() {
        assertThatThrownBy(() -> tokenizer.encode("a", 41))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("max tokens: 41 is outside 8..40");
        assertThatThrownBy(() -> tokenizer.encode("a", 7)).isInstanceOf(IllegalArgumentException.class);
    }

    /** WordPiece by hand for words of z: "z" and "##z" each, and one unknown token for more than 100. */
    private static int[] reference(String text) {
        IntStream content = Arrays.stream(text.split("(?=[ .])|(?<=[ .])")).flatMapToInt(TextTokenizerTest::word);
        return IntStream.concat(IntStream.concat(IntStream.of(CLS), content.limit(38)), IntStream.of(SEP))
                .toArray();
    }

    private static IntStream word(String word) {
        if (word.length() > 100) {
            return IntStream.of(UNKNOWN);
        }
        return switch (word) {
            case " " -> IntStream.empty();
            case "." -> IntStream.of(57);
            default -> IntStream.range(0, word.length()).map(i -> i == 0 ? 30 : 56);
        };
    }
}
