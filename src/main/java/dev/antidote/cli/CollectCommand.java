package dev.antidote.cli;

import dev.antidote.config.GuardConfig;
import dev.antidote.config.TelemetryConfig;
import dev.antidote.retrain.collect.Collector;
import dev.antidote.retrain.collect.CollectorException;
import dev.antidote.retrain.collect.CollectorObserver;
import dev.antidote.retrain.store.Database;
import dev.antidote.retrain.store.DropReason;
import dev.antidote.stream.BacklogReader;
import dev.antidote.stream.TopicNames;
import dev.antidote.telemetry.CollectorTelemetry;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Collects flagged samples into the store of a configuration until it is told to stop. */
@Command(
        name = "collect",
        sortOptions = false,
        showDefaultValues = true,
        description = "Writes flagged samples into the sample store, each once, until Ctrl-C or SIGTERM.",
        footer = {
            "",
            "Equal texts are one sample with a count. Of one source no more than",
            "collector.maxPerSource wait for a review; the others are counted, not kept.",
            "The store is made at the first start: a file, or PostgreSQL (store.url).",
            "",
            "Examples:",
            "  antidote collect --config guard.yaml",
            "  antidote collect --config guard.yaml \\",
            "      --set store.url=jdbc:postgresql://db/antidote"
        })
final class CollectCommand implements Callable<Integer> {
    private static final Duration WATCH = Duration.ofSeconds(1);

    @Mixin
    private ConfigFlags config = new ConfigFlags();

    private final Session session;

    CollectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        GuardConfig settings = config.read();
        String topic = new TopicNames(settings.topicPrefix()).flagged();
        Database database = Database.create(settings.store());
        CollectorTelemetry telemetry = telemetry(settings.telemetry());
        CollectorObserver observer =
                new MeteredCollector(telemetry, new CollectorNews(session.terminal()::say, session.clock()));
        Collector collector = session.shutdown()
                .own("collector", Collector.start(settings, topic, database, observer, session.clock()));
        if (telemetry.address().isPresent()) {
            telemetry.watch(BacklogReader.open(settings, Collector.group(settings), collector::assigned));
        }
        session.terminal().say("collecting " + topic + " into " + database.shown());
        while (!collector.awaitStopped(WATCH)) {
            session.shutdown().check();
        }
        throw collector.failure().orElseGet(() -> new CollectorException("the collector ended; see the log"));
    }

    private CollectorTelemetry telemetry(TelemetryConfig wish) {
        CollectorTelemetry telemetry = session.shutdown()
                .own("telemetry", CollectorTelemetry.start(wish, session.clock(), EnumSet.allOf(DropReason.class)));
        PortNews.tell(session.terminal(), wish, telemetry.address());
        return telemetry;
    }
}
