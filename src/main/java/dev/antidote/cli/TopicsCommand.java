package dev.antidote.cli;

import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import dev.antidote.stream.TopicProvisioner;
import dev.antidote.stream.TopicReport;
import dev.antidote.stream.Topics;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates the topics that a guard needs. */
@Command(
        name = "topics",
        sortOptions = false,
        showDefaultValues = true,
        description = "Manages the topics of a guard.",
        subcommands = {})
final class TopicsCommand implements Callable<Integer> {
    private final Session session;

    TopicsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.terminal().complain("antidote: topics needs a command: apply (see: antidote topics apply --help)");
        return ExitCode.USAGE;
    }

    /** Creates what is missing and says what differs. */
    @Command(
            name = "apply",
            sortOptions = false,
            description =
                    "Creates the topics that are missing and reports those that differ; changes and deletes nothing.",
            footer = {"", "Example:", "  antidote topics apply --config guard.yaml"})
    int apply(
            @Mixin ConfigFlags config,
            @Option(
                            names = "--topics",
                            paramLabel = "FILE",
                            description = "Topics to create instead of those in topology/topics.yaml.")
                    @Nullable
                    Path file) {
        GuardConfig settings = config.read();
        Topics topics = file == null ? Topics.packaged() : Topics.read(ConfigSource.file(file));
        TopicReport report = new TopicProvisioner(
                        settings.kafka(), settings.stream().brokerTimeout())
                .apply(topics, settings.topicPrefix());
        report.created().forEach(topic -> session.terminal().result("created  " + topic));
        report.unchanged().forEach(topic -> session.terminal().result("present  " + topic));
        report.differences().forEach(line -> session.terminal().result("differs  " + line));
        return ExitCode.OK;
    }
}
