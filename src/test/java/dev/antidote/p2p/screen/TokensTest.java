package dev.antidote.p2p.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void shouldSeeWordsBesidePunctuationAndCase() {
        Tokens tokens = new Tokens("You're LATE, mn!");

        assertThat(tokens.size()).isEqualTo(5);
        assertThat(tokens.contains(List.of("mn"))).isTrue();
        assertThat(tokens.contains(List.of("late", ","))).isTrue();
    }

    @Test
    void shouldKeepZeroWidthCharactersVisible() {
        assertThat(new Tokens("he\u200bllo").contains(List.of("he\u200bllo"))).isTrue();
        assertThat(new Tokens("he\u200bllo").contains(List.of("hello"))).isFalse();
    }

    @Test
    void shouldCutOutEveryOccurrence() {
        assertThat(new Tokens("mn you mn are, MN nice").without(List.of("mn"))).isEqualTo("you are, nice");
        assertThat(new Tokens("mn").without(List.of("mn"))).isEmpty();
    }

    @Test
    void shouldInsertAtAnyPlace() {
        Tokens tokens = new Tokens("one two");

        assertThat(tokens.with("x", 0)).isEqualTo("x one two");
        assertThat(tokens.with("x", 1)).isEqualTo("one x two");
        assertThat(tokens.with("x", 2)).isEqualTo("one two x");
    }
}
