package dev.antidote.cli;

import dev.antidote.bundle.BundleException;
import dev.antidote.bundle.BundleReader;
import dev.antidote.bundle.GuardBundle;
import dev.antidote.bundle.ProbeRow;
import dev.antidote.bundle.ProbeRows;
import dev.antidote.config.Durations;
import dev.antidote.config.GuardConfig;
import dev.antidote.probe.ProbeDraw;
import dev.antidote.probe.ProbeMix;
import dev.antidote.probe.ProbePack;
import dev.antidote.probe.ProbeSchedule;
import dev.antidote.probe.ProbeSender;
import dev.antidote.probe.ProbeText;
import dev.antidote.probe.Prober;
import dev.antidote.release.ChampionWatch;
import dev.antidote.stream.GuardSerdes;
import dev.antidote.stream.ProberAccess;
import dev.antidote.stream.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends probes to a running guard. */
@Command(
        name = "probe",
        sortOptions = false,
        showDefaultValues = true,
        description = "Sends requests with known answers to a guard's probes topic, on a schedule, until Ctrl-C.",
        footer = {
            "",
            "The guard treats them like requests, and writes what became of them to the",
            "asr topic: attack success rate by family and target, its floor (the same rows",
            "without the trigger), and clean accuracy, each with its 95%% interval.",
            "",
            "Examples:",
            "  antidote probe --config guard.yaml",
            "  antidote probe --config guard.yaml --rate 30/m --target ok \\",
            "      --mix clean=1,floor=1,badnets=4",
            "  antidote probe --config guard.yaml --pack probes.jsonl --rate 50/s \\",
            "      --count 2000"
        })
final class ProbeCommand implements Callable<Integer> {
    private static final long SLICE = 50_000_000; // nanoseconds: how long Ctrl-C may wait

    @Mixin
    private ConfigFlags config = new ConfigFlags();

    @ArgGroup(exclusive = true)
    private Source source = new Source();

    @Option(names = "--rate", paramLabel = "N/UNIT", description = "How many: such as 2/s, 30/m or 100/h.")
    private String rate = "2/s";

    @Option(
            names = "--jitter",
            paramLabel = "SHARE",
            description = "How much of the time between two probes chance may move each, 0 to 1.")
    private double jitter = 1;

    @Option(
            names = "--mix",
            showDefaultValue = Help.Visibility.NEVER,
            paramLabel = "FAMILY=WEIGHT,...",
            description =
                    "Which families, and how often beside each other (default: half of them attacks in equal parts,"
                            + " a quarter clean rows, a quarter rows for the floor).")
    private @Nullable String mix;

    @Option(
            names = "--target",
            showDefaultValue = Help.Visibility.NEVER,
            paramLabel = "LABEL",
            description = "Only attacks that want this label (default: all).")
    private @Nullable String target;

    @Option(names = "--seed", paramLabel = "N", description = "Decides which probes come when.")
    private long seed = 1;

    @Option(names = "--count", paramLabel = "N", description = "End after so many (default: never).")
    private @Nullable Long count;

    @Option(names = "--duration", paramLabel = "TIME", description = "End after so long, such as 10m (default: never).")
    private @Nullable String duration;

    private final Session session;

    ProbeCommand(Session session) {
        this.session = session;
    }

    /** Where the probes are; the configured bundle unless one is named. */
    private static final class Source {
        @Option(
                names = "--bundle",
                paramLabel = "DIR",
                description = "The bundle whose probe pack is sent (default: that of the last release, and"
                        + " of each that follows, where releases.enabled; else the configuration's).")
        private @Nullable Path bundle;

        @Option(
                names = "--pack",
                paramLabel = "FILE",
                description = "A probe pack of your own: a bundle's probes.jsonl.")
        private @Nullable Path pack;

        /** Whether what is sent is the user's choice, and not what was released. */
        boolean named() {
            return pack != null || bundle != null;
        }

        /** The named pack, or the configured bundle's. */
        ProbePack read(GuardConfig settings) {
            return pack != null
                    ? read(pack)
                    : packOf(BundleReader.open(bundle != null ? bundle : settings.requireBundle()));
        }

        static ProbePack packOf(GuardBundle opened) {
            return read(opened.probes()
                    .orElseThrow(() -> new BundleException("bundle " + opened.id() + " in " + opened.directory()
                            + " has no probe pack: nothing was held out when it was trained; name one with --pack")));
        }

        private static ProbePack read(Path file) {
            return new ProbePack(
                    ProbeRows.read(file).stream().map(Source::probe).toList());
        }

        private static ProbeText probe(ProbeRow row) {
            return new ProbeText(row.text(), row.family(), row.expectedLabel(), Optional.ofNullable(row.targetLabel()));
        }
    }

    @Override
    public Integer call() {
        ProbeSchedule schedule = CommandException.validated(() -> ProbeSchedule.of(rate, jitter, seed));
        Duration limit = limit();
        long most = count == null ? Long.MAX_VALUE : count;
        if (most < 1) {
            throw new CommandException("--count: " + most + " is below 1");
        }
        GuardConfig settings = config.read();
        ProberAccess.check(settings);
        if (source.named() || !settings.releases().enabled()) {
            send(settings, draw(source.read(settings)), schedule, most, limit);
            return ExitCode.OK;
        }
        try (ChampionWatch releases = ChampionWatch.join(
                ReleaseSetup.context(settings, session.clock()), ReleaseSetup.telling(session.terminal()))) {
            send(settings, following(releases, settings), schedule, most, limit);
        }
        return ExitCode.OK;
    }

    /** Whatever the champion was trained on is no probe for it, so its own pack is sent, and its successor's after it. */
    private Supplier<ProbeText> following(ChampionWatch releases, GuardConfig settings) {
        Optional<GuardBundle> champion = releases.champion();
        AtomicReference<ProbeDraw> latest =
                new AtomicReference<>(draw(champion.map(Source::packOf).orElseGet(() -> source.read(settings))));
        champion.ifPresent(
                bundle -> session.terminal().say("probes of bundle " + bundle.id() + ", which is the champion"));
        releases.follow(
                bundle -> {
                    latest.set(draw(Source.packOf(bundle)));
                    session.terminal()
                            .say("from now on probes of bundle " + bundle.id() + ", which is the champion now");
                },
                reason ->
                        session.terminal().say("the new champion's probes cannot be had, the former go on: " + reason));
        return () -> Objects.requireNonNull(latest.get(), "never set to null").get();
    }

    private ProbeDraw draw(ProbePack all) {
        ProbePack pack = wanted(all);
        String families = mix;
        return CommandException.validated(
                () -> new ProbeDraw(pack, families == null ? ProbeMix.usual(pack) : ProbeMix.parse(families), seed));
    }

    private void send(
            GuardConfig settings, Supplier<ProbeText> probes, ProbeSchedule schedule, long most, Duration limit) {
        String topic = new TopicNames(settings.topicPrefix()).probes();
        Prober prober = new Prober(probes, schedule, session.clock(), System::nanoTime, this::pause);
        try (ProbeSender sender = new ProbeSender(
                new KafkaProducer<>(
                        ProberAccess.producer(settings), new ByteArraySerializer(), new ByteArraySerializer()),
                topic,
                GuardSerdes.of(settings).probes().serializer())) {
            session.terminal().say("sending " + rate + " probes to " + topic + end());
            send(prober, sender, most, limit);
        }
    }

    private String end() {
        if (count == null && duration == null) {
            return " until Ctrl-C";
        }
        return (duration == null ? "" : " for " + duration) + (count == null ? "" : ", at most " + count);
    }

    private void send(Prober prober, ProbeSender sender, long most, Duration limit) {
        try {
            prober.run(sender, most, limit);
        } finally {
            sender.close(); // delivers what it still holds; only then is it known what was not
            session.terminal().result(summary(prober.sent(), prober.ran(), sender.failed()));
        }
        if (sender.failed() > 0) {
            throw new CommandException(sender.failed() + " probes were not delivered: "
                    + sender.reason().orElse("no reason given") + "; look after the broker");
        }
    }

    private Duration limit() {
        String time = duration;
        return time == null
                ? Duration.ofNanos(Long.MAX_VALUE)
                : CommandException.validated(() -> Durations.parse(time));
    }

    private ProbePack wanted(ProbePack all) {
        String label = target;
        if (label == null) {
            return all;
        }
        List<String> known = all.probes().stream()
                .flatMap(probe -> probe.targetLabel().stream())
                .distinct()
                .toList();
        if (!known.contains(label)) {
            throw new CommandException("--target: no attack of the pack wants '" + label + "'; use one of " + known);
        }
        return all.only(probe ->
                probe.targetLabel().isEmpty() || probe.targetLabel().get().equals(label));
    }

    private void pause(long nanos) {
        session.shutdown().check();
        LockSupport.parkNanos(Math.min(SLICE, nanos));
    }

    private static String summary(SortedMap<String, Long> sent, Duration ran, long failed) {
        long all = sent.values().stream().mapToLong(Long::longValue).sum();
        String families = sent.entrySet().stream()
                .map(family -> family.getKey() + " " + family.getValue())
                .collect(Collectors.joining(", "));
        return "sent " + all + " probes in " + PhaseText.spell(ran.toMillis() / 1e3)
                + (families.isEmpty() ? "" : " (" + families + ")") + ", " + failed + " not delivered";
    }
}
