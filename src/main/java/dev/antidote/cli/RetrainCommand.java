package dev.antidote.cli;

import dev.antidote.config.Durations;
import dev.antidote.config.GuardConfig;
import dev.antidote.release.ReleaseException;
import dev.antidote.retrain.run.Attempts;
import dev.antidote.retrain.run.Preparation;
import dev.antidote.retrain.run.Retraining;
import dev.antidote.retrain.run.RunLedger;
import dev.antidote.retrain.run.RunState;
import dev.antidote.retrain.store.StoreException;
import dev.antidote.stream.GuardException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Trains a new model from the base set and what people reviewed, and releases it if the gates let it through. */
@Command(
        name = "retrain",
        sortOptions = false,
        showDefaultValues = true,
        description =
                "Trains a new model from the base set and the reviewed samples, measures it against what serves, and"
                        + " releases it if it gets through the gates.",
        footer = {
            "",
            "The configuration says from what, where and with which gates (retrain.*,",
            "gates.*): docs/retrain.md. A run that was killed goes on from what it had",
            "finished. What serves is not touched before the release. A refused candidate",
            "ends with exit code 3.",
            "",
            "Examples:",
            "  antidote retrain --config guard.yaml",
            "  antidote retrain --config guard.yaml --no-release --json run.json",
            "  antidote retrain --config guard.yaml --every 24h --min-samples 50"
        })
final class RetrainCommand implements Callable<Integer> {
    @Mixin
    private ConfigFlags config = new ConfigFlags();

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            converter = Period.class,
            description = "Try again and again, such as every 24h, until Ctrl-C or SIGTERM (default: retrain.every).")
    private @Nullable Duration every;

    @Option(
            names = "--min-samples",
            paramLabel = "N",
            description = "Begin a run only if at least so many samples were reviewed since the last (default:"
                    + " retrain.minSamples).")
    private @Nullable Integer minSamples;

    @Option(
            names = "--release",
            negatable = true,
            showDefaultValue = Help.Visibility.NEVER,
            description = "Release an accepted candidate, or keep it (default: release it where releases.store and"
                    + " releases.trustedKeys are configured).")
    private @Nullable Boolean release;

    @Option(
            names = "--champion",
            paramLabel = "DIR",
            description = "The bundle to measure against, instead of the one that serves.")
    private @Nullable Path champion;

    @Option(names = "--json", paramLabel = "FILE", description = "Write what the run came to as JSON.")
    private @Nullable Path json;

    private final Session session;

    RetrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (json != null) {
            OutputFile.requireWritable(json);
        }
        GuardConfig settings = config.read();
        int least = minSamples == null ? settings.retrain().minSamples() : minSamples;
        if (least < 0) {
            throw new CommandException("--min-samples: " + least + " is below 0");
        }
        RetrainSetup setup =
                RetrainSetup.of(settings, least, Optional.ofNullable(release), Optional.ofNullable(champion));
        Optional<Duration> period = Optional.ofNullable(every).or(settings.retrain()::every);
        if (setup.release()) {
            ServingBundle serving = serving(setup);
            serving.requireReleasable(); // before hours of work
            serving.unannounced().ifPresent(session.terminal()::say);
        }
        RetrainNews news = RetrainNews.start(
                session,
                period.isPresent() ? settings.telemetry() : settings.telemetry().off());
        try (RunLedger ledger = RunLedger.open(setup.work())) {
            return period.isPresent() ? again(setup, ledger, period.get(), news) : once(setup, ledger, news);
        }
    }

    /** A store or a broker that is away comes back: what cannot be done now is done later. */
    private int again(RetrainSetup setup, RunLedger ledger, Duration period, RetrainNews news)
            throws InterruptedException {
        while (true) {
            session.shutdown().check();
            try {
                once(setup, ledger, news);
            } catch (GuardException | ReleaseException | StoreException e) {
                news.telemetry().failed(String.valueOf(e.getMessage()));
                session.terminal().say(e.getMessage() + "; the next try is in " + Durations.format(period));
            }
            Thread.sleep(period.toMillis());
        }
    }

    private int once(RetrainSetup setup, RunLedger ledger, RetrainNews news) {
        int code = run(setup, ledger, news);
        if (code == ExitCode.REFUSED) {
            RefusedCandidate.last(ledger.states())
                    .ifPresent(refused -> session.terminal().result(refused.release(setup.config())));
        }
        return code;
    }

    /** Finishes what is unfinished or begins a run, and then makes the attempts that are left. */
    private int run(RetrainSetup setup, RunLedger ledger, RetrainNews news) {
        Attempts attempts = new Attempts(setup.retrain().attempts());
        Optional<RunLedger.Standing> unfinished = ledger.unfinished(setup.release(), session.terminal()::say);
        if (unfinished.isPresent()) {
            return attempts(setup, ledger, news, attempts, goOn(setup, ledger, news, unfinished.get()));
        }
        if (!attempts.another(ledger.states())) {
            Feed feed = feed(setup);
            long fresh = feed.since(ledger.preparations().stream()
                    .flatMap(run -> Stream.ofNullable(run.reviewedTo()))
                    .max(Instant::compareTo));
            news.telemetry().reviewed(fresh);
            if (fresh < setup.minSamples()) {
                news.telemetry().idle();
                return nothing(fresh, setup, ledger.states());
            }
            return attempts(setup, ledger, news, attempts, begin(setup, ledger, news, feed));
        }
        return attempts(setup, ledger, news, attempts, ExitCode.REFUSED);
    }

    /** Trains again as long as that may help; {@code code} is that of the last run. */
    private int attempts(RetrainSetup setup, RunLedger ledger, RetrainNews news, Attempts attempts, int code) {
        if (!attempts.another(ledger.states())) {
            return code;
        }
        Feed feed = feed(setup); // once: with other rows each time the count would never end
        int last = code;
        while (attempts.another(ledger.states())) {
            session.terminal()
                    .say("it may have been bad luck: training again, attempt " + (Attempts.made(ledger.states()) + 1)
                            + " of " + attempts.most() + " (retrain.attempts), with another seed and another prompt");
            last = begin(setup, ledger, news, feed);
        }
        return last;
    }

    private static Feed feed(RetrainSetup setup) {
        return Feed.read(setup.config().store(), setup.minSamples() > 0);
    }

    private int goOn(RetrainSetup setup, RunLedger ledger, RetrainNews news, RunLedger.Standing standing) {
        session.terminal()
                .say("run " + standing.run().number() + " goes on; it is "
                        + standing.state().word());
        return finish(setup, ledger, retraining(setup, ledger.preparations(), Optional.empty(), news), standing, news);
    }

    private int begin(RetrainSetup setup, RunLedger ledger, RetrainNews news, Feed feed) {
        Retraining retraining = retraining(setup, ledger.preparations(), Optional.of(feed), news);
        new OldRuns(serving(setup), session.terminal())
                .delete(ledger, setup.retrain().keepRuns());
        return finish(setup, ledger, retraining, retraining.begin(ledger.begin()), news);
    }

    private Retraining retraining(RetrainSetup setup, List<Preparation> past, Optional<Feed> feed, RetrainNews news) {
        return new Retraining(new PipelineSteps(setup, feed, past, serving(setup), session), news);
    }

    private ServingBundle serving(RetrainSetup setup) {
        return new ServingBundle(setup, session.clock(), ReleaseSetup.telling(session.terminal()));
    }

    private int nothing(long fresh, RetrainSetup setup, List<RunState> runs) {
        int needed = setup.minSamples();
        session.terminal()
                .result("Nothing to do: " + fresh + " samples were reviewed since the last run, " + needed
                        + " are needed (--min-samples)");
        RefusedCandidate.last(runs).ifPresent(refused -> session.terminal().result(refused.text(setup.config())));
        if (json != null) {
            OutputFile.writeJson(
                    session.terminal(), json, Map.of("outcome", "nothing", "reviewed", fresh, "needed", needed));
        }
        return ExitCode.OK;
    }

    private int finish(
            RetrainSetup setup,
            RunLedger ledger,
            Retraining retraining,
            RunLedger.Standing standing,
            RetrainNews news) {
        news.telemetry().began(standing.run().number());
        RunState state = retraining.finish(standing, setup.release());
        news.telemetry().ended(state.word());
        RetrainReport report = RetrainReport.of(standing.run().path(), Attempts.made(ledger.states()), state);
        session.terminal().result(report.text(session.terminal().capabilities().unicode()));
        if (json != null) {
            OutputFile.writeJson(session.terminal(), json, report);
        }
        return state.gates().orElseThrow().passed() ? ExitCode.OK : ExitCode.REFUSED;
    }

    /** A duration with its unit, as the configuration has it. */
    static final class Period implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Durations.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
