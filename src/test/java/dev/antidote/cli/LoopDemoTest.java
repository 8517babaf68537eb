package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopDemoTest {
    @Test
    void shouldRefuseOptionsThatItsStoryKnowsNothingOf(@TempDir Path home) {
        Screen screen = new Screen(Capabilities.PLAIN);
        int code = screen.run(home, "demo", "--loop", "--requests", "500", "--rho", "0.5", "--seed", "3");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err())
                .contains("--requests, --rho cannot change")
                .contains("--seed, --report and --json only")
                .doesNotContain("\tat ");
    }
}
