package dev.antidote.cli;

import dev.antidote.config.GuardConfig;
import dev.antidote.embedded.EmbeddedBroker;
import dev.antidote.probe.ProbeText;
import dev.antidote.stream.GuardModel;
import dev.antidote.stream.GuardSerdes;
import dev.antidote.stream.GuardStreams;
import dev.antidote.stream.GuardTelemetry;
import dev.antidote.stream.TopicNames;
import dev.antidote.stream.TopicProvisioner;
import dev.antidote.stream.Topics;
import dev.antidote.train.Progress;
import dev.antidote.wire.RecordSerdes;
import dev.antidote.wire.avro.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Sends the demo's traffic through a real broker and guard. The first half goes as fast as it can, which measures the throughput;
 * the second half arrives at half that rate, which measures the latency of a service that is not overrun.
 */
final class DemoStream {
    private static final String PREFIX = "demo.";
    private static final int PARTITIONS = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration QUIET_AFTER = Duration.ofSeconds(60);
    private static final String SENDING = "streaming requests and probes through Kafka";

    private final Session session;
    private final Progress progress;

    DemoStream(Session session, Progress progress) {
        this.session = session;
        this.progress = progress;
    }

    /** Runs the traffic through a guard that serves {@code model}. */
    DemoOutcome run(GuardModel model, Path bundle, DemoTraffic traffic) {
        progress.at("starting the broker and the guard", 0, 1);
        EmbeddedBroker broker = session.shutdown().own("broker", EmbeddedBroker.start());
        GuardConfig config =
                new EmbeddedGuard(broker.bootstrapServers(), bundle.toString(), PREFIX, "antidote-demo", 1).config();
        new TopicProvisioner(config.kafka(), TIMEOUT).apply(Topics.packaged().withPartitions(PARTITIONS), PREFIX);
        GuardSerdes serdes = GuardSerdes.of(config);
        session.keepEngineToTheEnd();
        GuardStreams guard = session.shutdown()
                .own("guard", GuardStreams.start(config, model, serdes, GuardTelemetry.NOOP, session.clock()));
        guard.awaitRunning(TIMEOUT);
        progress.at("starting the broker and the guard", 1, 1);
        try (DemoReader reader = new DemoReader(config.kafka(), new TopicNames(PREFIX), serdes);
                ConfirmedSender sender = new ConfirmedSender(config.kafka())) {
            Sending sending = new Sending(traffic, config, reader, sender);
            sending.burst();
            sending.paced();
            guard.close();
            reader.readToEnd();
            return DemoOutcome.of(traffic, reader, sending.sentAt, sending.throughput);
        } finally {
            guard.close();
            broker.close();
        }
    }

    /** One run of the traffic; its fields are what the two halves share. */
    private final class Sending {
        private final DemoTraffic traffic;
        private final DemoReader reader;
        private final ConfirmedSender sender;
        private final Serializer<Request> requests;
        private final Serializer<dev.antidote.wire.avro.Probe> probes;
        private final Map<String, Long> sentAt = new HashMap<>();
        private double throughput;

        Sending(DemoTraffic traffic, GuardConfig config, DemoReader reader, ConfirmedSender sender) {
            this.traffic = traffic;
            this.reader = reader;
            this.sender = sender;
            RecordSerdes serdes = RecordSerdes.of(config.schemaRegistry());
            this.requests = serdes.values(Request.class).serializer();
            this.probes = serdes.values(dev.antidote.wire.avro.Probe.class).serializer();
        }

        void burst() {
            List<DemoTraffic.Message> half =
                    traffic.messages().subList(0, traffic.messages().size() / 2);
            long start = System.nanoTime();
            half.forEach(this::send);
            sender.confirm();
            await(half.size());
            throughput = half.size() / seconds(System.nanoTime() - start);
        }

        void paced() {
            List<DemoTraffic.Message> all = traffic.messages();
            long gap = (long) (2e9 / throughput);
            long due = System.nanoTime();
            for (DemoTraffic.Message message : all.subList(all.size() / 2, all.size())) {
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(Math.min(1_000_000, due - System.nanoTime()));
                    takeIn(Duration.ZERO);
                }
                send(message);
                due += gap;
            }
            sender.confirm();
            await(all.size());
        }

        private void send(DemoTraffic.Message message) {
            byte[] key = message.id().getBytes(StandardCharsets.UTF_8);
            sentAt.put(message.id(), System.nanoTime());
            message.probe()
                    .ifPresentOrElse(probe -> sendProbe(message.id(), key, probe), () -> sendRequest(message, key));
        }

        private void sendRequest(DemoTraffic.Message message, byte[] key) {
            String topic = new TopicNames(PREFIX).requests();
            sender.send(topic, key, requests.serialize(topic, new Request(message.id(), message.text())));
        }

        private void sendProbe(String id, byte[] key, ProbeText probe) {
            String topic = new TopicNames(PREFIX).probes();
            sender.send(
                    topic,
                    key,
                    probes.serialize(topic, probe.toRecord(id, session.clock().instant())));
        }

        /** Until everything is answered, or nothing has come for long. */
        private void await(int answers) {
            int seen = answered();
            long last = System.nanoTime();
            while (answered() < answers && System.nanoTime() - last < QUIET_AFTER.toNanos()) {
                takeIn(Duration.ofMillis(20));
                if (answered() > seen) {
                    seen = answered();
                    last = System.nanoTime();
                }
            }
        }

        private void takeIn(Duration wait) {
            reader.poll(wait);
            progress.at(SENDING, answered(), traffic.messages().size());
        }

        private int answered() {
            return reader.judged() + reader.probed() + (int) reader.deadLetters();
        }
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
