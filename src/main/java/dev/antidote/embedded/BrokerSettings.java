package dev.antidote.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The settings of a broker that is alone, small and quick to start. */
final class BrokerSettings {
    static final String NODE_ID = "1";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerSettings() {}

    static Properties of(Path directory, int brokerPort, int controllerPort, Map<String, String> overrides) {
        Properties settings = new Properties();
        settings.putAll(listeners(brokerPort, controllerPort));
        settings.putAll(alone());
        settings.putAll(small());
        settings.putAll(quick());
        settings.put("log.dirs", directory.toString());
        // Otherwise records with old event times are deleted 30 s after the start, and readers jump ahead in silence.
        settings.put("log.retention.ms", "-1");
        settings.putAll(overrides);
        return settings;
    }

    private static Map<String, String> listeners(int brokerPort, int controllerPort) {
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                NODE_ID,
                "listeners",
                "PLAINTEXT://127.0.0.1:" + brokerPort + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + brokerPort,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "controller.quorum.voters",
                NODE_ID + "@127.0.0.1:" + controllerPort);
    }

    /** One copy of everything, since there is one broker. */
    private static Map<String, String> alone() {
        return Map.of(
                "default.replication.factor", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "controlled.shutdown.enable", "false", // there is nobody to hand partitions to
                "auto.create.topics.enable", "false"); // a mistyped topic is an error, as in production
    }

    private static Map<String, String> small() {
        return Map.of(
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.num.partitions", "1",
                "share.coordinator.state.topic.num.partitions", "1",
                "log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20), // the default takes 128 MiB of heap
                "log.segment.bytes", String.valueOf(64 << 20),
                "num.network.threads", "2",
                "num.io.threads", "2",
                "background.threads", "2");
    }

    /** Short waits: rebalances at once, and a killed client's members and transactions end in seconds. */
    private static Map<String, String> quick() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.streams.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "1000",
                "group.streams.min.session.timeout.ms", "1000",
                "group.streams.session.timeout.ms", "3000",
                "group.streams.min.heartbeat.interval.ms", "200",
                "group.streams.heartbeat.interval.ms", "500",
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500",
                "initial.broker.registration.timeout.ms", "60000",
                "server.max.startup.time.ms", "60000");
    }
}
