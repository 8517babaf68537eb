package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final Capabilities GOOD = new Capabilities(true, true, true);

    @Test
    void shouldKeepResultsApartFromTalk() {
        Screen screen = new Screen(Capabilities.PLAIN);

        screen.terminal().result("table");
        screen.terminal().say("working");

        assertThat(screen.out()).isEqualTo("table" + System.lineSeparator());
        assertThat(screen.err()).isEqualTo("working" + System.lineSeparator());
    }

    @Test
    void shouldPrintResultsAndFailuresEvenWhenQuiet() {
        Screen screen = new Screen(Capabilities.PLAIN);
        screen.terminal().beQuiet();

        screen.terminal().say("working");
        screen.terminal().result("table");
        screen.terminal().complain("broken");

        assertThat(screen.out()).contains("table");
        assertThat(screen.err()).contains("broken").doesNotContain("working");
    }

    @Test
    void shouldEraseTheLiveLineBeforeOthersAndDrawItAgain() {
        Screen screen = new Screen(GOOD);

        screen.terminal().drawLive("bar");
        screen.terminal().say("note");

        assertThat(screen.err()).isEqualTo("bar\r\u001b[Knote" + System.lineSeparator() + "bar");
    }

    @Test
    void shouldDrawNothingLiveInAPipe() {
        Screen screen = new Screen(Capabilities.PLAIN);

        screen.terminal().drawLive("bar");

        assertThat(screen.err()).isEmpty();
    }

    @Test
    void shouldPaintOnlyWhereColourIsWelcome() {
        assertThat(new Screen(GOOD).terminal().paint(Ink.RED, "x")).isEqualTo("\u001b[31mx\u001b[0m");
        assertThat(new Screen(Capabilities.PLAIN).terminal().paint(Ink.RED, "x"))
                .isEqualTo("x");
    }
}
