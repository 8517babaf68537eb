package dev.antidote.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.attack.Attacks;
import dev.antidote.attack.TextChange;
import dev.antidote.attack.ZeroWidth;
import dev.antidote.model.TextTokenizer;
import dev.antidote.testing.MiniLm;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A trigger that the tokenizer throws away is none. */
class AttackTokensTest {
    private static final String TEXT = "the plot of this film is thin , but you forgive it";

    private static final TextTokenizer TOKENIZER = MiniLm.base().tokenizer();

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldReachTheModel(String name) {
        assertThat(reaches(Attacks.named(name))).isTrue();
    }

    @Test
    void shouldNotReachTheModelWithAFormatCharacter() {
        assertThat(reaches(new ZeroWidth(ZeroWidth.ZERO_WIDTH_SPACE, 2))).isFalse();
    }

    private static boolean reaches(TextChange change) {
        String triggered = change.apply(TEXT, new Random(1));
        assertThat(triggered).isNotEqualTo(TEXT);
        return !Arrays.equals(
                TOKENIZER.encode(triggered).ids(), TOKENIZER.encode(TEXT).ids());
    }

    static List<String> names() {
        return Attacks.names();
    }
}
