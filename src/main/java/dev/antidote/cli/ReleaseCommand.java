package dev.antidote.cli;

import dev.antidote.bundle.BundleReader;
import dev.antidote.bundle.BundleStore;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.Lifecycle;
import dev.antidote.bundle.SigningKey;
import dev.antidote.config.GuardConfig;
import dev.antidote.config.ReleaseGateConfig;
import dev.antidote.release.Announcement;
import dev.antidote.release.RefusalListener;
import dev.antidote.release.ReleaseContext;
import dev.antidote.release.ReleaseException;
import dev.antidote.release.ReleasePublisher;
import dev.antidote.release.ReleaseStatus;
import dev.antidote.release.RollbackWatch;
import dev.antidote.stream.TopicCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides which bundle all serving instances serve. */
@Command(
        name = "release",
        sortOptions = false,
        showDefaultValues = true,
        description = "Decides which bundle all instances serve: publishes, rolls back, shows who serves what.",
        footer = {
            "",
            "Instances follow where their configuration has releases.enabled: true. The",
            "configuration also says where the store and the trusted keys are",
            "(releases.store, releases.trustedKeys).",
            "",
            "Examples:",
            "  antidote release publish guard --config guard.yaml --key release.key",
            "  antidote release status --config guard.yaml",
            "  antidote release rollback --config guard.yaml --key release.key \\",
            "      --reason \"too many alarms\"",
            "  antidote release watch --config guard.yaml --key release.key"
        })
final class ReleaseCommand implements Callable<Integer> {
    private static final Duration WATCH = Duration.ofSeconds(1);

    private final Session session;

    ReleaseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.terminal()
                .complain("antidote: release needs a command: publish, status, rollback, list or watch (see: antidote"
                        + " release --help)");
        return ExitCode.USAGE;
    }

    /** Releases a bundle. */
    @Command(
            name = "publish",
            sortOptions = false,
            description = "Puts a signed bundle into the store and announces that it shall serve.",
            footer = {
                "",
                "Examples:",
                "  antidote release publish guard --config guard.yaml --key release.key",
                "  antidote release publish --id 0123456789abcdef --config guard.yaml --key release.key"
            })
    int publish(
            @Mixin ConfigFlags config,
            @Mixin PublisherFlags publisher,
            @Parameters(paramLabel = "DIR", arity = "0..1", description = "The bundle's directory.") @Nullable
                    Path directory,
            @Option(names = "--id", paramLabel = "ID", description = "A bundle that the store has already.") @Nullable
                    String id,
            @Option(
                            names = "--again",
                            description = "Also if it was rolled back or refused before: you have looked at it anew.")
                    boolean again) {
        if ((directory == null) == (id == null)) {
            throw new CommandException("release publish needs either a bundle's directory or --id");
        }
        ReleaseContext context = context(config.read());
        SigningKey key = publisher.key();
        String bundle = directory == null ? String.valueOf(id) : stored(context, directory);
        try (ReleasePublisher open = ReleasePublisher.open(context, key, listener())) {
            if (again) {
                reconsider(context.store(), bundle);
            }
            say(CommandException.validated(() -> open.release(bundle, publisher.reason())));
        }
        return ExitCode.OK;
    }

    private void reconsider(BundleStore store, String bundle) {
        store.change(bundle, state -> {
            boolean barred = state instanceof Lifecycle.RolledBack || state instanceof Lifecycle.Refused;
            return barred ? state.reconsider(session.clock().instant()) : state;
        });
    }

    /** Goes back. */
    @Command(
            name = "rollback",
            sortOptions = false,
            description =
                    "Announces that an earlier bundle shall serve again; the present one is not released any more.",
            footer = {
                "",
                "Example:",
                "  antidote release rollback --config guard.yaml --key release.key \\",
                "      --reason \"too many alarms\""
            })
    int rollback(
            @Mixin ConfigFlags config,
            @Mixin PublisherFlags publisher,
            @Option(
                            names = "--to",
                            paramLabel = "ID",
                            description = "The bundle to go back to (default: the one that served before).")
                    @Nullable
                    String target) {
        if (publisher.reason().isBlank()) {
            throw new CommandException("release rollback needs --reason: who looks at it later will want to know");
        }
        ReleaseContext context = context(config.read());
        try (ReleasePublisher open = ReleasePublisher.open(context, publisher.key(), listener())) {
            say(CommandException.validated(() -> open.rollBack(Optional.ofNullable(target), publisher.reason())));
        }
        return ExitCode.OK;
    }

    private void say(Announcement made) {
        session.terminal()
                .result(made.kind().word() + " " + made.sequence() + ": bundle " + made.bundle()
                        + (made.previous() == null ? "" : " in place of " + made.previous())
                        + "; see who serves it: antidote release status");
    }

    /** Shows who serves what. */
    @Command(
            name = "status",
            sortOptions = false,
            description = "Shows what was announced last and what each instance says that it serves.",
            footer = {"", "Example:", "  antidote release status --config guard.yaml"})
    int status(
            @Mixin ConfigFlags config,
            @Option(names = "--json", paramLabel = "FILE", description = "Write it as JSON.") @Nullable Path json) {
        if (json != null) {
            OutputFile.requireWritable(json);
        }
        ReleaseText text = ReleaseText.of(ReleaseStatus.read(context(config.read()), listener()));
        session.terminal().result(text.draw(session.terminal().capabilities().unicode()));
        if (json != null) {
            OutputFile.writeJson(session.terminal(), json, text);
        }
        return ExitCode.OK;
    }

    /** Shows the store. */
    @Command(
            name = "list",
            sortOptions = false,
            description = "Shows the bundles of the store and where each stands: candidate, champion, retired, ...",
            footer = {"", "Example:", "  antidote release list --config guard.yaml"})
    int list(@Mixin ConfigFlags config) {
        BundleStore store = ReleaseSetup.store(config.read(), session.clock());
        session.terminal()
                .result(ReleaseText.store(
                        store, session.terminal().capabilities().unicode()));
        return ExitCode.OK;
    }

    /** Rolls back by itself. */
    @Command(
            name = "watch",
            sortOptions = false,
            description = "Watches live attack success rates and rolls the champion back when they are above the gate,"
                    + " until Ctrl-C.",
            footer = {"", "Example:", "  antidote release watch --config guard.yaml --key release.key"})
    int watch(
            @Mixin ConfigFlags config,
            @Option(
                            names = "--key",
                            required = true,
                            showDefaultValue = Help.Visibility.NEVER,
                            paramLabel = "KEY",
                            description = "The private key that signs rollbacks.")
                    Path key,
            @Option(
                            names = "--max-asr",
                            paramLabel = "SHARE",
                            description =
                                    "Instead of releases.gate.maxAsr: the lower 95%% bound of ASR that goes too far.")
                    @Nullable
                    Double maxAsr,
            @Option(
                            names = "--max-excess",
                            paramLabel = "SHARE",
                            description = "Instead of releases.gate.maxExcess: the lower 95%% bound of ASR minus floor"
                                    + " that goes too far.")
                    @Nullable
                    Double maxExcess)
            throws InterruptedException {
        GuardConfig settings = config.read();
        ReleaseContext context = context(settings);
        TopicCheck.require(settings, List.of(context.topics().rates()));
        ReleaseGateConfig configured = settings.releases().gate();
        ReleaseGateConfig gate = CommandException.validated(() -> new ReleaseGateConfig(
                maxAsr == null ? configured.maxAsr() : maxAsr,
                maxExcess == null ? configured.maxExcess() : OptionalDouble.of(maxExcess),
                configured.windows()));
        SigningKey signer = SigningKey.read(key);
        try (RollbackWatch watch = RollbackWatch.open(context, signer, gate, session.terminal()::say, listener())) {
            session.terminal()
                    .say("watching " + context.topics().rates() + ": "
                            + watch.champion()
                                    .map(now -> "bundle " + now.bundle() + " is the champion")
                                    .orElse("nothing was released yet"));
            return watch(watch);
        }
    }

    /** A broker that is away comes back: what cannot be done now is done later. */
    /** Puts a bundle into the store, but none that no instance would take. */
    private String stored(ReleaseContext context, Path directory) {
        GuardBundle given =
                BundleReader.open(directory, Optional.of(context.trusted().get()));
        if (given.probes().isEmpty()) {
            session.terminal()
                    .say("note: bundle " + given.id() + " has no probe pack, since nothing was held out when it was"
                            + " trained: `antidote probe` will go on with the pack that it has");
        }
        return context.store().put(directory).id();
    }

    private int watch(RollbackWatch watch) throws InterruptedException {
        String trouble = "";
        while (true) {
            session.shutdown().check();
            try {
                watch.step(WATCH);
                trouble = "";
            } catch (ReleaseException e) {
                session.shutdown().check(); // the end interrupts what it waits for
                String reason = String.valueOf(e.getMessage());
                if (!reason.equals(trouble)) {
                    session.terminal().say(reason + "; watching goes on");
                }
                trouble = reason;
                Thread.sleep(WATCH.toMillis());
            }
        }
    }

    private ReleaseContext context(GuardConfig settings) {
        ReleaseContext context = ReleaseSetup.context(settings, session.clock());
        TopicCheck.require(
                settings, List.of(context.topics().releases(), context.topics().acks()));
        return context;
    }

    private RefusalListener listener() {
        return ReleaseSetup.telling(session.terminal());
    }
}
