package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogSettingsTest {
    @Test
    void shouldLogCommandsToAFileAndServicesToTheirSupervisor() {
        assertThat(LogSettings.of("demo", "--seed", "1")).isEqualTo(new LogSettings("FILE", "INFO", "WARN"));
        assertThat(LogSettings.of("serve")).isEqualTo(new LogSettings("STDERR", "INFO", "WARN"));
        assertThat(LogSettings.of()).isEqualTo(new LogSettings("FILE", "INFO", "WARN"));
    }

    @Test
    void shouldTellMoreWhenAsked() {
        assertThat(LogSettings.of("demo", "-v")).isEqualTo(new LogSettings("STDERR", "INFO", "WARN"));
        assertThat(LogSettings.of("demo", "-vv")).isEqualTo(new LogSettings("STDERR", "DEBUG", "INFO"));
    }
}
