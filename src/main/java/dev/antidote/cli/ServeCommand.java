package dev.antidote.cli;

import dev.antidote.bundle.BundleReader;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.config.GuardConfig;
import dev.antidote.stream.GuardException;
import dev.antidote.stream.GuardSerdes;
import dev.antidote.stream.GuardStreams;
import dev.antidote.stream.LabelOrder;
import dev.antidote.stream.LiveModel;
import dev.antidote.stream.TopicNames;
import dev.antidote.telemetry.Telemetry;
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
            "partitions among them. On one machine, give each a telemetry.port of its own.",
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
        EngineThreads.set(settings.engine(), settings.batcher());
        session.keepEngineToTheEnd();
        Telemetry telemetry = telemetry(settings);
        GuardBundle found =
                BundleReader.open(settings.bundle()); // says what is wrong with it before anything else does
        session.terminal().say("loading bundle " + found.id());
        BundleWatch.Source bundles = new MeasuredBundles(
                new BundleDirectory(
                        settings.bundle(), base.open(session.cache()), EngineThreads.precision(settings.engine())),
                telemetry);
        String served = BundleDirectory.manifest(found.directory());
        BundleWatch.Loaded first = bundles.load();
        try (LiveModel models = LiveModel.of(first.model(), first.closer())) {
            telemetry.serving(first.model().bundle());
            GuardStreams guard = session.shutdown()
                    .own(
                            "guard",
                            GuardStreams.start(
                                    settings,
                                    models,
                                    GuardSerdes.of(settings),
                                    telemetry.observers(),
                                    session.clock()));
            telemetry.watch(settings, guard);
            BundleWatch watch = session.shutdown()
                    .own(
                            "bundle watch",
                            new BundleWatch(
                                    bundles,
                                    served,
                                    models,
                                    new LabelOrder(settings.requests().labelOrder()),
                                    settings.bundleCheck(),
                                    telemetry.observers().guard(),
                                    session.terminal()::say));
            try {
                serve(settings, models, guard, watch);
            } finally {
                guard.close(); // before the model, which its batches use
                watch.close();
                telemetry.close();
            }
        }
        return ExitCode.OK;
    }

    private Telemetry telemetry(GuardConfig settings) {
        Telemetry telemetry =
                session.shutdown().own("telemetry", Telemetry.start(settings.telemetry(), session.clock()));
        telemetry.address().ifPresent(at -> session.terminal()
                .say("health and metrics on http://" + at.getHostString() + ":" + at.getPort() + "/metrics"));
        return telemetry;
    }

    private void serve(GuardConfig settings, LiveModel models, GuardStreams guard, BundleWatch watch)
            throws InterruptedException {
        guard.awaitRunning(START);
        session.terminal()
                .say("serving bundle " + models.current().bundle() + " on "
                        + settings.kafka().get(GuardConfig.BOOTSTRAP_SERVERS) + ": "
                        + new TopicNames(settings.topicPrefix()).requests() + " -> "
                        + new TopicNames(settings.topicPrefix()).verdicts());
        if (!settings.bundleCheck().isZero()) {
            watch.start();
        }
        while (!guard.awaitStopped(WATCH)) {
            session.shutdown().check();
        }
        throw new GuardException("the guard stopped: "
                + guard.failure().map(Throwable::getMessage).orElse("Kafka Streams ended it; see the log"));
    }
}
