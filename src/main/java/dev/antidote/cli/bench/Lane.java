package dev.antidote.cli.bench;

import dev.antidote.batch.BatchObserver;
import dev.antidote.cli.CommittedReader;
import dev.antidote.cli.ConfirmedSender;
import dev.antidote.cli.EmbeddedGuard;
import dev.antidote.cli.Session;
import dev.antidote.cli.ShutdownSequence;
import dev.antidote.config.GuardConfig;
import dev.antidote.stream.GuardModel;
import dev.antidote.stream.GuardObserver;
import dev.antidote.stream.GuardSerdes;
import dev.antidote.stream.GuardStreams;
import dev.antidote.stream.GuardTelemetry;
import dev.antidote.stream.TopicNames;
import dev.antidote.stream.TopicProvisioner;
import dev.antidote.stream.Topics;
import dev.antidote.wire.RecordSerdes;
import dev.antidote.wire.avro.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Topics of one number of partitions on the embedded broker, with a producer before them and a read_committed reader behind them, in
 * this process. Runs follow one another; each sees its own verdicts only.
 *
 * <p>Not thread-safe, but {@link #send} may be called by another thread than the rest.
 */
final class Lane implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Session session;
    private final String servers;
    private final Map<String, String> overrides;
    private final TopicNames topics;
    private final GuardSerdes serdes;
    private final Serializer<Request> requests;
    private final ConfirmedSender sender;
    private final CommittedReader reader;

    Lane(Session session, String servers, Map<String, String> overrides, String name, int partitions) {
        this.session = session;
        this.servers = servers;
        this.overrides = overrides;
        this.topics = new TopicNames(name + '.');
        GuardConfig config = config(name, 1);
        new TopicProvisioner(config.kafka(), TIMEOUT)
                .apply(Topics.packaged().withPartitions(partitions), topics.prefix());
        this.serdes = GuardSerdes.of(config);
        this.requests =
                RecordSerdes.of(config.schemaRegistry()).values(Request.class).serializer();
        this.sender = new ConfirmedSender(config.kafka());
        this.reader = new CommittedReader(config.kafka(), List.of(topics.verdicts(), topics.deadLetters()));
    }

    GuardConfig config(String applicationId, int threads) {
        return config(applicationId, threads, Map.of());
    }

    /** With keys that differ for this guard alone. */
    GuardConfig config(String applicationId, int threads, Map<String, String> own) {
        Map<String, String> all = new HashMap<>(overrides);
        all.putAll(own);
        return new EmbeddedGuard(servers, "none", topics.prefix(), applicationId, threads).config(all);
    }

    /** Starts a guard, which runs when this returns. */
    ShutdownSequence.Registration guard(GuardConfig config, GuardModel model, BatchObserver batches) {
        GuardTelemetry telemetry = new GuardTelemetry(GuardObserver.NOOP, batches);
        GuardStreams guard = GuardStreams.start(config, model, serdes, telemetry, session.clock());
        ShutdownSequence.Registration running = session.shutdown().register("guard", guard);
        guard.awaitRunning(TIMEOUT);
        return running;
    }

    /** Starts a stateless topology of the same settings. */
    ShutdownSequence.Registration plain(GuardConfig config) {
        return session.shutdown().register("plain topology", PlainStreams.start(config, serdes));
    }

    /** Begins to send a request. */
    void send(String run, int number, String text) {
        String id = AnswerTally.id(run, number);
        byte[] value = requests.serialize(topics.requests(), new Request(id, text));
        sender.send(topics.requests(), id.getBytes(StandardCharsets.UTF_8), value);
    }

    /** Waits until the broker has all that was sent. */
    void confirm() {
        sender.confirm();
    }

    /** Reads once. */
    void poll(AnswerTally tally) {
        session.shutdown().check();
        reader.poll(POLL, answer -> take(answer, tally));
    }

    /** What a reader could have read by now; only differences mean something. */
    long committed() {
        return reader.committed();
    }

    /** Reads until so many are answered, or nothing has come for long. */
    void await(AnswerTally tally, int answers) {
        int seen = tally.count();
        long last = System.nanoTime();
        while (tally.count() < answers && System.nanoTime() - last < QUIET.toNanos()) {
            poll(tally);
            if (tally.count() > seen) {
                seen = tally.count();
                last = System.nanoTime();
            }
        }
    }

    /** The run's guard is closed: reads the rest, and fails unless each request has one verdict. */
    void finish(AnswerTally tally) {
        reader.readToEnd(answer -> take(answer, tally));
        tally.requireExactlyOnce();
    }

    private void take(ConsumerRecord<byte[], byte[]> answer, AnswerTally tally) {
        if (answer.topic().equals(topics.verdicts())) {
            tally.take(serdes.verdicts()
                    .deserializer()
                    .deserialize(answer.topic(), answer.value())
                    .getId());
        } else {
            tally.takeDeadLetter();
        }
    }

    @Override
    public void close() {
        sender.close();
        reader.close();
    }
}
