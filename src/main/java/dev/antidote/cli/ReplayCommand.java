package dev.antidote.cli;

import dev.antidote.cli.report.ReplayText;
import dev.antidote.config.GuardConfig;
import dev.antidote.stream.Replay;
import dev.antidote.stream.ReplayPlan;
import dev.antidote.stream.ReplayReport;
import dev.antidote.stream.TopicNames;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends dead letters back to where they came from. */
@Command(
        name = "replay",
        sortOptions = false,
        showDefaultValues = true,
        description = "Sends dead letters back to the topics that they came from, each exactly once.",
        footer = {
            "",
            "Reads the dead letters that there are now, and ends. A letter goes out as it",
            "came, with its key, timestamp and headers, and headers __antidote.replay.* that",
            "say so. What was sent is remembered letter by letter: run it again after an",
            "interruption, or with another filter. Letters that were cut, or come from",
            "elsewhere, stay. A request that onFailure answered gets a second verdict.",
            "",
            "Examples:",
            "  antidote replay --config guard.yaml --dry-run",
            "  antidote replay --config guard.yaml --exception ClassifierException",
            "  antidote replay --config guard.yaml --letter 0:41 --again"
        })
final class ReplayCommand implements Callable<Integer> {
    private static final String READING = "reading dead letters";

    @Mixin
    private ConfigFlags config = new ConfigFlags();

    @Option(names = "--dry-run", description = "Send nothing; show what would be sent.")
    private boolean dryRun;

    @Option(names = "--max", paramLabel = "N", description = "Send at most so many letters (default: all).")
    private @Nullable Long most;

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            defaultValue = "" + ReplayPlan.DEFAULT_MAX_ATTEMPTS,
            description = "Leave a record that was sent back so many times and failed each time.")
    private int maxAttempts;

    @Option(names = "--again", description = "Send letters once more that were sent back before.")
    private boolean again;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all counts as JSON.")
    private @Nullable Path json;

    @ArgGroup(validate = false, heading = "%nWhich letters (all that are given must hold):%n")
    private ReplayFlags letters = new ReplayFlags();

    private final Session session;

    ReplayCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        GuardConfig settings = config.read();
        ReplayPlan plan = plan(new TopicNames(settings.topicPrefix()));
        if (json != null) {
            OutputFile.requireWritable(json);
        }
        ReplayText text = new ReplayText(replay(settings, plan));
        session.terminal().result(text.draw(session.terminal().capabilities().unicode()));
        if (json != null) {
            OutputFile.writeJson(session.terminal(), json, text.figures());
        }
        return ExitCode.OK;
    }

    private ReplayPlan plan(TopicNames topics) {
        return CommandException.validated(() -> new ReplayPlan(
                letters.filter(topics), most == null ? Long.MAX_VALUE : most, maxAttempts, again, dryRun));
    }

    private ReplayReport replay(GuardConfig settings, ReplayPlan plan) {
        AtomicLong sent = new AtomicLong();
        Phases phases = session.phases(0);
        try {
            ReplayReport report = Replay.run(settings, plan, (done, total, count) -> {
                sent.set(count);
                phases.at(READING, done, total);
            });
            phases.close();
            return report;
        } catch (RuntimeException e) {
            if (session.shutdown().signalled() && !dryRun) {
                session.terminal()
                        .complain("sent back " + sent + " letters before the end; run it again for the others");
            }
            throw e;
        }
    }
}
