package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What the help says by lines of our own must fit, or it breaks them anew in the middle. */
class HelpTest {
    static Stream<Object> commands() {
        ShutdownSequence shutdown = ShutdownSequence.install(Duration.ofSeconds(1));
        Session session =
                new Session(new Screen(Capabilities.PLAIN).terminal(), shutdown, Path.of("c"), Clock.systemUTC());
        return Antidote.commands(session).stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldFitEveryLineOfTheFooter(Object command) {
        UsageMessageSpec help = new CommandLine(command).getCommandSpec().usageMessage();

        assertThat(Arrays.stream(help.footer()).map(String::formatted))
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThan(help.width()));
    }
}
