package dev.antidote.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses a command line, runs its command, and turns every outcome into an exit code; prints no stack trace unless asked. */
final class Launcher {
    private final Session session;
    private final Failures failures;
    private final Function<Session, List<Object>> commands;

    Launcher(
            Session session,
            Function<Session, List<Object>> commands,
            List<Class<? extends Exception>> expectedFailures) {
        this.session = session;
        this.commands = commands;
        this.failures = new Failures(session.terminal(), session.cache(), session.clock(), expectedFailures);
    }

    /** Runs one process's command line to its end. */
    static int runProcess(
            Duration shutdownBound,
            Function<Session, List<Object>> commands,
            List<Class<? extends Exception>> expectedFailures,
            String... arguments) {
        ShutdownSequence shutdown = ShutdownSequence.install(shutdownBound);
        Path cache = CacheDirectory.locate();
        LogSettings.of(arguments).apply(cache);
        Session session = new Session(Terminal.ofProcess(), shutdown, cache, Clock.systemUTC());
        return new Launcher(session, commands, expectedFailures).run(arguments);
    }

    /** Runs a command line, and closes the session's shutdown sequence. */
    int run(String... arguments) {
        Antidote root = new Antidote();
        try {
            return commandLine(root).execute(arguments);
        } catch (Throwable e) { // errors too: an OutOfMemoryError deserves its line as well
            return failed(e, root);
        } finally {
            session.shutdown().close();
        }
    }

    private CommandLine commandLine(Antidote root) {
        CommandLine line = new CommandLine(root);
        commands.apply(session).forEach(line::addSubcommand);
        NumberOptions.register(line);
        ChoiceOptions.register(line);
        line.setExecutionStrategy(parsed -> {
            parsed.asCommandLineList().forEach(Launcher::requireEachOptionOnce);
            if (root.quiet()) {
                session.terminal().beQuiet();
            }
            return new RunLast().execute(parsed);
        });
        line.setParameterExceptionHandler((failure, given) -> misused(failure));
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(OptionNames.in(failure, command), root));
        return line;
    }

    /** Picocli sees to this itself, but not in groups of options that stand together in the help only. */
    private static void requireEachOptionOnce(CommandLine command) {
        command.getParseResult().matchedOptions().stream()
                .filter(option ->
                        !option.isMultiValue() && option.originalStringValues().size() > 1)
                .findFirst()
                .ifPresent(option -> {
                    throw new OverwrittenOptionException(
                            command,
                            option,
                            "option '" + option.longestName() + "' (" + option.paramLabel()
                                    + ") should be specified only once");
                });
    }

    private int failed(Throwable failure, Antidote root) {
        session.terminal().endLive();
        if (session.shutdown().signalled()) { // whatever it threw, the signal was the reason
            session.terminal().complain("antidote: ended by Ctrl-C or SIGTERM");
            return ExitCode.INTERRUPTED;
        }
        return failures.report(failure, root.debug());
    }

    /** An option that is missing is most likely the one that is unknown because it was mistyped. */
    private static ParameterException cause(ParameterException failure) {
        List<String> unknown = failure.getCommandLine().getUnmatchedArguments();
        return failure instanceof MissingParameterException && !unknown.isEmpty()
                ? new UnmatchedArgumentException(failure.getCommandLine(), unknown)
                : failure;
    }

    private int misused(ParameterException found) {
        ParameterException failure = cause(found);
        CommandLine command = failure.getCommandLine();
        String guess = "";
        if (failure instanceof UnmatchedArgumentException unmatched) {
            guess = unmatched.getSuggestions().stream()
                    .findFirst()
                    .map(suggestion -> "; did you mean " + suggestion + "?")
                    .orElse("");
        }
        String help = command.getCommandSpec().qualifiedName() + " --help";
        failures.complain(failure.getMessage() + guess + " (see: " + help + ")");
        return ExitCode.USAGE;
    }
}
