package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
    private final TextTable table =
            new TextTable("model", "ASR").row("undefended", "98.0 %").rule().row("defended", "2.0 % – ünïcode");

    @Test
    void shouldDrawABox() {
        assertThat(table.draw(true))
                .isEqualTo(
                        """
                ┌────────────┬─────────────────┐
                │ model      │             ASR │
                ├────────────┼─────────────────┤
                │ undefended │          98.0 % │
                ├────────────┼─────────────────┤
                │ defended   │ 2.0 % – ünïcode │
                └────────────┴─────────────────┘""");
    }

    @Test
    void shouldDrawItselfInAscii() {
        assertThat(new TextTable("a", "b").row("1", "2").draw(false))
                .isEqualTo(
                        """
                +---+---+
                | a | b |
                +---+---+
                | 1 | 2 |
                +---+---+""");
    }

    @Test
    void shouldRefuseARaggedRow() {
        assertThatThrownBy(() -> table.row("one cell")).isInstanceOf(IllegalArgumentException.class);
    }
}
