package dev.antidote.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.cli.Capabilities;
import dev.antidote.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DemoTableTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8);

    @Test
    void shouldFitAPlainTerminal() {
        DemoTable.print(ReportFixture.held(), new Terminal(printer, printer, Capabilities.PLAIN));

        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .contains("The defence held.")
                .contains("| defended    | 92.2 % [90.4, 94.0] |     2.8 % [0.8, 4.8] | 3.3 % |   -0.5 |")
                .containsPattern("judged / lost / duplicated +\\| +2,000 / 0 / 0 \\|")
                .containsPattern("flagged for review +\\| +143 \\|")
                .containsPattern("  low margin +\\| +96 \\|")
                .containsPattern("  space disagreement +\\| +61 \\|")
                .doesNotContain("\u001b");
        assertThat(text.lines()).allMatch(line -> line.length() <= 80).allMatch(line -> line.chars()
                .allMatch(c -> c < 128));
    }

    @Test
    void shouldShowTheSameFiguresInAGoodTerminal() {
        DemoTable.print(ReportFixture.failed(), new Terminal(printer, printer, new Capabilities(true, true, true)));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\u001b[31mThe defence failed.\u001b[0m")
                .contains("│ judged / lost / duplicated")
                .contains("1,997 / 3 / 1");
    }
}
