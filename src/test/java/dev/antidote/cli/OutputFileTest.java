package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @Test
    void shouldTellOnceThatItMadeADirectory(@TempDir Path home) {
        Screen screen = new Screen(Capabilities.PLAIN);
        Path file = home.resolve("figures/all.json");

        OutputFile.writeJson(screen.terminal(), file, Map.of("ca", 1));
        OutputFile.writeJson(screen.terminal(), file, Map.of("ca", 2));

        assertThat(file).content().contains("\"ca\" : 2");
        assertThat(screen.err().lines()).containsExactly("--json: made the directory " + file.getParent());
    }
}
