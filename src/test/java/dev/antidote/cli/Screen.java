package dev.antidote.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** A terminal whose output can be read. */
final class Screen {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal;

    Screen(Capabilities capabilities) {
        terminal = new Terminal(printer(out), printer(err), capabilities);
    }

    Terminal terminal() {
        return terminal;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Gives a command as a person does; its exit code. */
    int run(Path cache, String... arguments) {
        return run(cache, Clock.systemUTC(), arguments);
    }

    /** The same at another time. */
    int run(Path cache, Clock clock, String... arguments) {
        ShutdownSequence shutdown = ShutdownSequence.install(Duration.ofSeconds(1));
        Session session = new Session(terminal, shutdown, cache, clock);
        return new Launcher(session, Antidote::commands, Antidote.EXPECTED_FAILURES).run(arguments);
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
