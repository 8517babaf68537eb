package dev.antidote.telemetry;

import dev.antidote.config.Durations;
import dev.antidote.config.TelemetryConfig;
import dev.antidote.stream.Backlog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * Whether a guard is alive and ready, from what is observed of it; does nothing itself. Thread-safe.
 *
 * <ul>
 *   <li><b>Alive</b> unless a restart would help: Kafka Streams has ended, the engine does not come back from a batch, or the
 *       committed offset of a partition stands still while its lag grows. A broker that is away is no reason: a new process could not reach it either, and while nothing can be
 *       asked nothing counts as a stall.
 *   <li><b>Ready</b> while alive, with a bundle loaded, Kafka Streams RUNNING and a broker that answered lately.
 * </ul>
 */
final class Health implements HealthSource, BacklogListener {
    /**
     * When patience ends.
     *
     * @param stall how long a partition may stand still while its lag grows
     * @param silence how long ago a broker's last answer may be
     */
    record Limits(Duration stall, Duration silence) {
        private static final Duration LEAST_SILENCE = Duration.ofSeconds(5);

        /** Broker answers come every {@code check} and may take a while themselves. */
        static Limits of(TelemetryConfig config) {
            Duration three = config.check().multipliedBy(3);
            return new Limits(config.stall(), three.compareTo(LEAST_SILENCE) < 0 ? LEAST_SILENCE : three);
        }
    }

    private final Clock clock;
    private final Limits limits;
    private final BrokerAnswers broker; // under this
    private final StallWatch stalls = new StallWatch(); // under this
    private String bundle = ""; // under this; empty until one is loaded
    private @Nullable Supplier<KafkaStreams.State> streams; // under this; null until it is started
    private Supplier<Duration> batch = () -> Duration.ZERO; // under this

    Health(Clock clock, Limits limits) {
        this.clock = clock;
        this.limits = limits;
        this.broker = new BrokerAnswers(clock, limits.silence());
    }

    /** A bundle is loaded and judges from now on. */
    synchronized void loaded(String id) {
        bundle = id;
    }

    /**
     * The guard was started; what follows is asked for whenever it is needed.
     *
     * @param state of Kafka Streams
     * @param longestBatch how long the oldest batch that runs has been running
     */
    synchronized void started(Supplier<KafkaStreams.State> state, Supplier<Duration> longestBatch) {
        streams = state;
        batch = longestBatch;
    }

    @Override
    public synchronized void observed(Backlog backlog) {
        broker.came();
        stalls.observe(backlog, clock.instant());
    }

    @Override
    public synchronized void unobserved(String reason) {
        broker.failed(reason);
        stalls.forget();
    }

    @Override
    public synchronized HealthReport live() {
        return new HealthReport(List.of(running(false), engine(), progress()));
    }

    @Override
    public synchronized HealthReport ready() {
        return new HealthReport(List.of(model(), running(true), engine(), broker.check(), progress()));
    }

    private HealthReport.Check model() {
        return bundle.isEmpty()
                ? new HealthReport.Check("model", false, "no bundle is loaded yet")
                : new HealthReport.Check("model", true, "bundle " + bundle);
    }

    private HealthReport.Check running(boolean ready) {
        if (streams == null) {
            return new HealthReport.Check("streams", !ready, "Kafka Streams is not started yet");
        }
        KafkaStreams.State state = streams.get();
        boolean ended = state == KafkaStreams.State.PENDING_ERROR
                || state == KafkaStreams.State.ERROR
                || state == KafkaStreams.State.NOT_RUNNING;
        boolean up = ready ? state == KafkaStreams.State.RUNNING : !ended;
        return new HealthReport.Check("streams", up, "Kafka Streams is " + state);
    }

    /** A stuck batch holds back all that came after it in its partitions, though offsets go on until the rings are full. */
    private HealthReport.Check engine() {
        Duration running = batch.get();
        return running.compareTo(limits.stall()) >= 0
                ? new HealthReport.Check("engine", false, "a batch has been running for " + Durations.format(running))
                : new HealthReport.Check(
                        "engine", true, "no batch has run longer than " + Durations.format(limits.stall()));
    }

    private HealthReport.Check progress() {
        return stalls.longest(clock.instant(), limits.stall())
                .map(stall -> new HealthReport.Check(
                        "progress",
                        false,
                        stall.topic() + '-' + stall.partition() + " stands still at offset " + stall.committed()
                                + " with a growing lag, " + stall.lag() + " now, since " + stall.since()))
                .orElseGet(() -> new HealthReport.Check(
                        "progress",
                        true,
                        "no partition has stood still with a growing lag for longer than "
                                + Durations.format(limits.stall())));
    }
}
