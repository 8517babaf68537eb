package dev.antidote.cli;

import dev.antidote.bundle.BundleReader;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.Refusal;
import dev.antidote.bundle.TrustedKeys;
import dev.antidote.config.GuardConfig;
import dev.antidote.release.InstanceState;
import dev.antidote.release.ReleaseContext;
import dev.antidote.stream.GuardException;
import dev.antidote.stream.GuardSerdes;
import dev.antidote.stream.GuardStreams;
import dev.antidote.stream.LabelOrder;
import dev.antidote.stream.LiveModel;
import dev.antidote.stream.TopicCheck;
import dev.antidote.stream.TopicNames;
import dev.antidote.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
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
    public Integer call() throws InterruptedException, IOException {
        GuardConfig settings = config.read();
        EngineThreads.set(settings.engine(), settings.batcher());
        session.keepEngineToTheEnd();
        Telemetry telemetry = telemetry(settings);
        GuardSerdes serdes = GuardSerdes.of(settings);
        serdes.requireRegistry(new TopicNames(settings.topicPrefix()));
        BundleSupply supply = session.shutdown().own("bundles", supply(settings, telemetry));
        LoadedBundle first = supply.first();
        try (LiveModel models = LiveModel.of(first.model(), first.closer())) {
            telemetry.serving(first.model().bundle());
            GuardStreams guard = session.shutdown()
                    .own("guard", GuardStreams.start(settings, models, serdes, telemetry.observers(), session.clock()));
            telemetry.watch(settings, guard);
            LabelOrder order = new LabelOrder(settings.requests().labelOrder());
            try {
                ModelSwap swap =
                        new ModelSwap(models, order, telemetry.observers().guard(), session.terminal()::say);
                serve(settings, guard, swap, supply);
            } finally {
                guard.close(); // before the model, which its batches use
                supply.close();
                telemetry.close();
            }
        }
        return ExitCode.OK;
    }

    private Telemetry telemetry(GuardConfig settings) {
        Telemetry telemetry = session.shutdown()
                .own("telemetry", Telemetry.start(settings.telemetry(), session.clock(), Refusal.words()));
        PortNews.tell(session.terminal(), settings.telemetry(), telemetry.address());
        return telemetry;
    }

    private BundleSupply supply(GuardConfig settings, Telemetry telemetry) throws IOException {
        Optional<Supplier<TrustedKeys>> trusted = ReleaseSetup.trusted(settings);
        GuardBundle found = BundleReader.open( // says what is wrong with it before anything else does
                settings.requireBundle(), trusted.map(Supplier::get));
        Optional<ReleaseContext> releases = settings.releases().enabled()
                ? Optional.of(ReleaseSetup.context(settings, session.clock()))
                : Optional.empty();
        releases.ifPresent(context -> TopicCheck.require(
                settings, List.of(context.topics().releases(), context.topics().acks())));
        BundleLoader models = new BundleLoader(
                base.open(session.cache()),
                EngineThreads.precision(settings.engine()),
                settings.flags().ablationShare() > 0);
        Function<GuardBundle, LoadedBundle> loader =
                bundle -> models.load(bundle).measuredBy(telemetry);
        if (releases.isEmpty()) {
            session.terminal().say("loading bundle " + found.id());
            return new WatchedDirectory(
                    new BundleDirectory(settings.requireBundle(), loader, trusted), settings.bundleCheck());
        }
        Path scratch = session.shutdown().temporaryDirectory("antidote-releases");
        InstanceState instance = InstanceState.open(
                settings.releases().state(), settings.releases().instanceId());
        session.terminal().say("following releases as instance " + instance.id());
        return new FollowedReleases(
                releases.get(),
                instance,
                scratch,
                found,
                loader,
                telemetry.observers().guard(),
                session.terminal()::say);
    }

    private void serve(GuardConfig settings, GuardStreams guard, ModelSwap swap, BundleSupply supply)
            throws InterruptedException {
        guard.awaitRunning(START);
        session.terminal()
                .say("serving bundle " + swap.serving() + " on "
                        + settings.kafka().get(GuardConfig.BOOTSTRAP_SERVERS) + ": "
                        + new TopicNames(settings.topicPrefix()).requests() + " -> "
                        + new TopicNames(settings.topicPrefix()).verdicts());
        supply.follow(swap);
        while (!guard.awaitStopped(WATCH)) {
            session.shutdown().check();
        }
        throw new GuardException("the guard stopped: "
                + guard.failure().map(Throwable::getMessage).orElse("Kafka Streams ended it; see the log"));
    }
}
