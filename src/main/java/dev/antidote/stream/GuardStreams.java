package dev.antidote.stream;

import dev.antidote.batch.DynamicBatcher;
import dev.antidote.config.ConfigException;
import dev.antidote.config.Durations;
import dev.antidote.config.GuardConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running guard: owns the batcher and Kafka Streams, from the checks before the start to the orderly end. The models and the
 * serdes stay their owner's, who closes them after this. Thread-safe.
 */
public final class GuardStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuardStreams.class);

    private final Duration closeTimeout;
    private final ScratchDirectory scratch;
    private final DynamicBatcher<Submission, Judged> batcher;
    private final KafkaStreams streams;
    private final StreamFailures failures;
    private final CompletableFuture<KafkaStreams.State> running = new CompletableFuture<>();
    private final CompletableFuture<KafkaStreams.State> stopped = new CompletableFuture<>();

    private GuardStreams(
            Duration closeTimeout,
            ScratchDirectory scratch,
            DynamicBatcher<Submission, Judged> batcher,
            KafkaStreams streams,
            StreamFailures failures) {
        this.closeTimeout = closeTimeout;
        this.scratch = scratch;
        this.batcher = batcher;
        this.streams = streams;
        this.failures = failures;
    }

    /**
     * Checks that the broker answers and has the topics, and starts. Returns at once; see {@link #awaitRunning}.
     *
     * @throws GuardException if no broker answers, topics are missing, or Kafka refuses the settings
     * @throws ConfigException if the configuration contradicts what exactly-once needs, or {@code
     *     requests.labelOrder} names labels that the bundle does not have
     */
    public static GuardStreams start(
            GuardConfig config, LiveModel models, GuardSerdes serdes, GuardTelemetry telemetry, Clock clock) {
        requireLabels(config, models.current());
        ScratchDirectory scratch = ScratchDirectory.create();
        try {
            Properties settings = StreamSettings.of(config, scratch.path());
            TopicCheck.require(config, new TopicNames(config.topicPrefix()).served());
            GuardStreams guard = create(new Blueprint(config, models, serdes, telemetry, clock), settings, scratch);
            guard.begin();
            return guard;
        } catch (RuntimeException e) {
            scratch.delete();
            throw e;
        }
    }

    /** The same for a model that never changes. */
    public static GuardStreams start(
            GuardConfig config, GuardModel model, GuardSerdes serdes, GuardTelemetry telemetry, Clock clock) {
        return start(config, LiveModel.of(model), serdes, telemetry, clock);
    }

    private record Blueprint(
            GuardConfig config, LiveModel models, GuardSerdes serdes, GuardTelemetry telemetry, Clock clock) {}

    private static GuardStreams create(Blueprint plan, Properties settings, ScratchDirectory scratch) {
        GuardConfig config = plan.config();
        DynamicBatcher<Submission, Judged> batcher = DynamicBatcher.start(
                config.batcher()
                        .forEngine(
                                config.engine().threadsOn(Runtime.getRuntime().availableProcessors())),
                new SubmissionSizing(),
                new LiveJudge(plan.models(), new LabelOrder(config.requests().labelOrder()), plan.clock()),
                plan.telemetry().batches(),
                System::nanoTime);
        Inference inference = new BatchedInference(batcher, config.ring().timeout());
        try {
            KafkaStreams streams = new KafkaStreams(
                    GuardTopology.of(
                            config,
                            plan.models(),
                            plan.serdes(),
                            inference,
                            plan.telemetry().guard(),
                            plan.clock()),
                    settings);
            return new GuardStreams(
                    config.stream().closeTimeout(), scratch, batcher, streams, new StreamFailures(plan.clock()));
        } catch (KafkaException e) {
            batcher.close(Duration.ofSeconds(1));
            throw new GuardException(
                    "Kafka refuses the settings of the kafka section: "
                            + StreamFailures.innermost(e).getMessage(),
                    e);
        }
    }

    private static void requireLabels(GuardConfig config, GuardModel model) {
        List<String> unknown = new LabelOrder(config.requests().labelOrder()).unknownIn(model.labels());
        if (!unknown.isEmpty()) {
            throw new ConfigException("requests.labelOrder: bundle " + model.bundle() + " has no label '"
                    + String.join("', '", unknown) + "'; its labels are "
                    + String.join(", ", model.labels().names()));
        }
    }

    private void begin() {
        streams.setUncaughtExceptionHandler(failures);
        streams.setStateListener((now, before) -> changed(now));
        streams.start();
    }

    private void changed(KafkaStreams.State state) {
        LOG.debug("The guard is {}", state);
        if (state == KafkaStreams.State.RUNNING) {
            running.complete(state);
        } else if (state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING) {
            running.completeExceptionally(new GuardException("the guard stopped"
                    + failure().map(cause -> ": " + reason(cause)).orElse("")));
            stopped.complete(state);
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = StreamFailures.innermost(failure);
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    /**
     * Waits until partitions are assigned, what was in flight is restored, and records flow.
     *
     * @throws GuardException if that takes longer than {@code bound}, or the guard stopped
     */
    public void awaitRunning(Duration bound) {
        try {
            running.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof GuardException cause ? cause : new GuardException("the guard stopped", e);
        } catch (TimeoutException e) {
            throw new GuardException("the guard is still " + streams.state() + " after " + Durations.format(bound), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GuardException("interrupted while the guard started", e);
        }
    }

    /**
     * Waits until the guard has stopped, by {@link #close} or by a failure it could not outlast.
     *
     * @return whether it stopped within {@code bound}
     */
    public boolean awaitStopped(Duration bound) throws InterruptedException {
        try {
            stopped.get(bound.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("never completed with an exception", e);
        }
    }

    /** RUNNING while records flow, REBALANCING before and in between, ERROR after a failure it could not outlast. */
    public KafkaStreams.State state() {
        return streams.state();
    }

    /** How long the oldest batch that runs has been running; zero while none is. */
    public Duration longestBatch() {
        return batcher.longestRun();
    }

    /** Kafka's own face of this guard, for whoever reads its metrics; its life stays this guard's business. */
    public KafkaStreams kafka() {
        return streams;
    }

    /** The partitions that this process reads now; none before they are assigned and after the end. */
    Set<TopicPartition> assigned() {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The last failure of a stream thread, outlasted or not. */
    public Optional<Throwable> failure() {
        return failures.last();
    }

    /** Closes within the configured time: see {@link #close(Duration)}. */
    @Override
    public void close() {
        close(closeTimeout);
    }

    /**
     * Ends in order: takes nothing more in, commits what is answered and leaves the rest in its slots, leaves the group, and only
     * then stops the batcher, so that no thread is in the classifier any more. Idempotent.
     *
     * @return whether all of that was done within {@code bound}; nothing is lost if not
     */
    public boolean close(Duration bound) {
        long deadline = System.nanoTime() + bound.toNanos();
        boolean closed = streams.close(CloseOptions.timeout(bound)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        Duration left = Duration.ofNanos(Math.max(Duration.ofSeconds(1).toNanos(), deadline - System.nanoTime()));
        boolean ended = batcher.close(left);
        scratch.delete();
        return closed && ended;
    }
}
