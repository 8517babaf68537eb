package dev.antidote.cli;

import dev.antidote.config.GuardConfig;
import dev.antidote.infer.GuardedModel;
import dev.antidote.stream.GuardException;
import dev.antidote.stream.GuardModel;
import dev.antidote.stream.GuardSerdes;
import dev.antidote.stream.GuardStreams;
import dev.antidote.stream.GuardTelemetry;
import dev.antidote.stream.TopicNames;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Serves a bundle on the broker of a configuration until it is told to stop. */
@Command(
        name = "serve",
        sortOptions = false,
        showDefaultValues = true,
        description = "Judges the requests topic with a bundle, exactly once, until Ctrl-C or SIGTERM.",
        footer = {
            "",
            "Start more processes of the same applicationId to scale out; Kafka divides the",
            "partitions among them.",
            "",
            "Examples:",
            "  antidote topics apply --config guard.yaml",
            "  antidote serve --config guard.yaml",
            "  antidote serve --config guard.yaml --set kafka.bootstrap.servers=broker:9092"
        })
final class ServeCommand implements Callable<Integer> {
    private static final Duration WATCH = Duration.ofSeconds(1);
    private static final Duration START = Duration.ofMinutes(2);

    @Mixin
    private ConfigFlags config = new ConfigFlags();

    @Mixin
    private BaseFlag base = new BaseFlag();

    private final Session session;

    ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        GuardConfig settings = config.read();
        EngineThreads.set(settings.engine().threads());
        session.keepEngineToTheEnd();
        BundleFiles.Opened opened =
                BundleFiles.open(settings.bundle(), base, session.cache(), EngineThreads.precision(settings.engine()));
        session.terminal()
                .say("loading bundle " + opened.bundle().id() + " in "
                        + opened.precision().text());
        try (GuardedModel model = opened.guarded()) {
            GuardModel served = new GuardModel(
                    model,
                    opened.labels(),
                    opened.prompt(),
                    opened.bundle().id(),
                    opened.bundle().manifest().thresholds().flagMargin());
            GuardStreams guard = session.shutdown()
                    .own(
                            "guard",
                            GuardStreams.start(
                                    settings, served, GuardSerdes.of(settings), GuardTelemetry.NOOP, session.clock()));
            try {
                serve(settings, opened, guard);
            } finally {
                guard.close(); // before the model, which its batches use
            }
        }
        return ExitCode.OK;
    }

    private void serve(GuardConfig settings, BundleFiles.Opened opened, GuardStreams guard)
            throws InterruptedException {
        guard.awaitRunning(START);
        session.terminal()
                .say("serving bundle " + opened.bundle().id() + " on "
                        + settings.kafka().get(GuardConfig.BOOTSTRAP_SERVERS) + ": "
                        + new TopicNames(settings.topicPrefix()).requests() + " -> "
                        + new TopicNames(settings.topicPrefix()).verdicts());
        while (!guard.awaitStopped(WATCH)) {
            session.shutdown().check();
        }
        throw new GuardException("the guard stopped: "
                + guard.failure().map(Throwable::getMessage).orElse("Kafka Streams ended it; see the log"));
    }
}
