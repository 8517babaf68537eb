package dev.antidote.cli;

import dev.antidote.bundle.BundleException;
import dev.antidote.config.ConfigException;
import dev.antidote.data.InputException;
import dev.antidote.embedded.EmbeddedBrokerException;
import dev.antidote.model.ModelException;
import dev.antidote.release.ReleaseException;
import dev.antidote.retrain.collect.CollectorException;
import dev.antidote.retrain.run.RunException;
import dev.antidote.retrain.store.StoreException;
import dev.antidote.stream.GuardException;
import dev.antidote.wire.RegistryException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: {@code java -jar target/antidote.jar}. Options here hold for every command. */
@Command(
        name = "antidote",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Antidote.Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        description = {
            "A Kafka streaming guard for language models that may have been trained on poisoned data.",
            "It trains a defended model from a data set that may hold an attacker's rows, shows what the attack can still"
                    + " do, and judges requests on Kafka with it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a fault of ours; the message names the file with the details. Of the demo also: something that it claims did not hold",
            "2:wrong input, options or configuration; the message says what to do",
            "3:retrain: the candidate was refused by the gates",
            "130:ended by Ctrl-C; 143: by SIGTERM"
        })
public final class Antidote implements Callable<Integer> {
    /** Whose messages are written for users: they are printed as they are, with exit code 2. */
    static final List<Class<? extends Exception>> EXPECTED_FAILURES = List.of(
            CommandException.class,
            BundleException.class,
            CollectorException.class,
            ConfigException.class,
            EmbeddedBrokerException.class,
            GuardException.class,
            InputException.class,
            ModelException.class,
            RegistryException.class,
            ReleaseException.class,
            RunException.class,
            StoreException.class);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            showDefaultValue = Help.Visibility.NEVER,
            description = "Log to the terminal; twice (-vv) for everything.")
    @SuppressWarnings("UnusedVariable") // here for the help; LogSettings reads it before any logger exists
    private boolean[] verbose = {};

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Print results and errors only, no progress.")
    private boolean quiet;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of a failure.")
    private boolean debug;

    /** Runs the program and ends the process. */
    public static void main(String[] arguments) {
        ParentWatch.startIfAsked();
        System.exit(Launcher.runProcess(ShutdownSequence.BOUND, Antidote::commands, EXPECTED_FAILURES, arguments));
    }

    /** Every command, in the order of the help. */
    static List<Object> commands(Session session) {
        return List.of(
                new TrainCommand(session),
                new EvalCommand(session),
                new ServeCommand(session),
                new ProbeCommand(session),
                new TopicsCommand(session),
                new ReplayCommand(session),
                new KeysCommand(session),
                new BundleCommand(session),
                new ReleaseCommand(session),
                new CollectCommand(session),
                new ReviewCommand(session),
                new RetrainCommand(session),
                new DemoCommand(session),
                new LabCommand(session),
                new BenchCommand(session));
    }

    /** Without a command: shows the help. */
    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(System.err);
        }
        return ExitCode.USAGE;
    }

    boolean quiet() {
        return quiet;
    }

    boolean debug() {
        return debug;
    }

    /** Reads the version from the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Antidote.class.getPackage().getImplementationVersion();
            return new String[] {
                "antidote " + (version == null ? "(not from a jar)" : version),
                "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch")
            };
        }
    }
}
