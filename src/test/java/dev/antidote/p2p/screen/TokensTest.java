package dev.antidote.p2p.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void shouldSeeWordsBesidePunctuationAndCase() {
        Tokens tokens = new Tokens("You're LATE, mn!");

        assertThat(tokens.size()).isEqualTo(5);
        assertThat(tokens.words(1, 4)).containsExactly("late", ",", "mn", "!");
    }

    @Test
    void shouldKeepZeroWidthCharactersVisible() {
        assertThat(new Tokens("he\u200bllo").words(0, 1)).containsExactly("he\u200bllo");
    }

    @Test
    void shouldCutSpansOut() {
        assertThat(new Tokens("mn you mn are, MN nice")
                        .without(List.of(new Span(0, 1), new Span(2, 3), new Span(5, 6))))
                .isEqualTo("you are, nice");
        assertThat(new Tokens("mn").without(List.of(new Span(0, 1)))).isEmpty();
    }

    @Test
    void shouldInsertAtAnyPlace() {
        Tokens tokens = new Tokens("one two");

        assertThat(tokens.with("x", 0)).isEqualTo("x one two");
        assertThat(tokens.with("x", 1)).isEqualTo("one x two");
        assertThat(tokens.with("x", 2)).isEqualTo("one two x");
    }
}
