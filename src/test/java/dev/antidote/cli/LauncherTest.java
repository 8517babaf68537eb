package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class LauncherTest {
    private final Screen screen = new Screen(Capabilities.PLAIN);
    private final Path cache;

    LauncherTest(@TempDir Path cache) {
        this.cache = cache;
    }

    @Test
    void shouldReturnTheCommandsOwnCode() {
        assertThat(run(() -> 0, "try")).isZero();
        assertThat(run(() -> 7, "try")).isEqualTo(7);
    }

    @Test
    void shouldPrintAnExpectedFailureAsItIsOnOneLine() {
        int code = run(() -> {
            throw new CommandException("rows.csv: line 3 has no label;\n  add one");
        });

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err().lines()).containsExactly("antidote: rows.csv: line 3 has no label; add one");
    }

    @Test
    void shouldFindAnExpectedFailureThatAnotherThreadWrapped() {
        int code = run(() -> {
            throw new CompletionException(new CommandException("no broker at localhost:9092"));
        });

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err()).isEqualTo("antidote: no broker at localhost:9092" + System.lineSeparator());
    }

    @Test
    void shouldTakeAFaultInDeeperCodeForAFaultOfOurs() {
        int code = run(() -> {
            throw new IllegalStateException("bug", new CommandException("inner"));
        });

        assertThat(code).isEqualTo(ExitCode.UNEXPECTED);
    }

    @Test
    void shouldPutTheTraceOfAnUnexpectedFailureIntoTheFileThatItNames() throws IOException {
        int code = run(() -> {
            throw new IllegalArgumentException("bug");
        });

        Path file = cache.resolve("log/crash-20260301-120000-000.log");
        assertThat(code).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(screen.err().lines()).hasSize(1);
        assertThat(screen.err()).contains("IllegalArgumentException: bug").contains(file.toString());
        assertThat(Files.readString(file))
                .contains("IllegalArgumentException: bug")
                .contains("\tat ");
    }

    @Test
    void shouldPrintTheTraceWhenAskedTo() {
        int code = run(
                () -> {
                    throw new IllegalStateException("bug");
                },
                "try",
                "--debug");

        assertThat(code).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(screen.err()).contains("\tat ");
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void shouldReportErrorsToo() {
        int code = run(() -> {
            throw new OutOfMemoryError("Java heap space");
        });

        assertThat(code).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(screen.err()).contains("-Xmx4g");
    }

    @Test
    void shouldTreatAnInterruptionAsSuch() {
        int code = run(() -> {
            throw new CancellationException();
        });

        assertThat(code).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(screen.err().lines()).containsExactly("antidote: interrupted");
    }

    @Test
    void shouldComplainOfWrongOptionsOnOneLineAndHintAtTheRightOne() {
        assertThat(run(() -> 0, "try", "--sed", "5")).isEqualTo(ExitCode.USAGE);
        assertThat(run(() -> 0, "try", "--seed", "five")).isEqualTo(ExitCode.USAGE);

        assertThat(screen.err().lines())
                .containsExactly(
                        "antidote: Unknown options: '--sed', '5'; did you mean --seed? (see: antidote try --help)",
                        "antidote: Invalid value for option '--seed': 'five' is not a whole number that fits here (see: antidote try --help)");
    }

    @Test
    void shouldTurnTheComplaintOfAValidatingRecordIntoAMessage() {
        int code = run(() -> CommandException.validated(() -> {
            throw new IllegalArgumentException("rho: 1.5 is outside 0..1");
        }));

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err()).startsWith("antidote: rho: 1.5 is outside 0..1");
    }

    @Test
    void shouldCloseWhatTheCommandOwned() {
        StringBuilder closed = new StringBuilder();

        launch(
                session -> new Try(() -> {
                    session.shutdown().register("a", () -> closed.append('a'));
                    session.shutdown().register("b", () -> closed.append('b'));
                    throw new CommandException("no");
                }),
                "try");

        assertThat(closed).hasToString("ba");
    }

    @Test
    void shouldBeQuietWhenAsked() {
        launch(
                session -> new Try(() -> {
                    session.terminal().say("talk");
                    session.terminal().result("result");
                    return 0;
                }),
                "try",
                "-q");

        assertThat(screen.err()).isEmpty();
        assertThat(screen.out()).contains("result");
    }

    private int run(Callable<Integer> body, String... arguments) {
        return launch(session -> new Try(body), arguments.length == 0 ? new String[] {"try"} : arguments);
    }

    private int launch(Function<Session, Object> command, String... arguments) {
        ShutdownSequence shutdown = ShutdownSequence.install(Duration.ofSeconds(5));
        Clock clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
        Session session = new Session(screen.terminal(), shutdown, cache, clock);
        return new Launcher(session, own -> List.of(command.apply(own)), List.of(CommandException.class))
                .run(arguments);
    }

    @Command(name = "try")
    private static final class Try implements Callable<Integer> {
        private final Callable<Integer> body;

        @Option(names = "--seed")
        @SuppressWarnings("UnusedVariable") // there to be misspelt
        private long seed;

        Try(Callable<Integer> body) {
            this.body = body;
        }

        @Override
        public Integer call() throws Exception {
            return body.call();
        }
    }
}
