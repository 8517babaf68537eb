package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    @Test
    void shouldUseAllOfAGoodTerminal() {
        assertThat(of(true, Map.of("TERM", "xterm"))).isEqualTo(new Capabilities(true, true, true));
    }

    @Test
    void shouldWriteLinesIntoPipesContinuousIntegrationAndDumbTerminals() {
        assertThat(of(false, Map.of("TERM", "xterm")).interactive()).isFalse();
        assertThat(of(true, Map.of("TERM", "xterm", "CI", "true")).interactive())
                .isFalse();
        assertThat(of(true, Map.of("TERM", "dumb")).interactive()).isFalse();
        assertThat(of(true, Map.of()).interactive()).isFalse();
    }

    @Test
    void shouldRespectNoColor() {
        assertThat(of(true, Map.of("TERM", "xterm", "NO_COLOR", "1"))).isEqualTo(new Capabilities(true, false, true));
        assertThat(of(true, Map.of("TERM", "xterm", "NO_COLOR", "")).colour()).isTrue();
    }

    @Test
    void shouldDrawAsciiWhereTheCharsetHasNoMore() {
        assertThat(Capabilities.of(true, StandardCharsets.US_ASCII, Map.of("TERM", "xterm")::get)
                        .unicode())
                .isFalse();
    }

    private static Capabilities of(boolean terminal, Map<String, String> environment) {
        return Capabilities.of(terminal, StandardCharsets.UTF_8, environment::get);
    }
}
