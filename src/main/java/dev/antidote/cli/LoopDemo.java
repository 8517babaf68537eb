package dev.antidote.cli;

import dev.antidote.cli.loop.LoopSettings;
import dev.antidote.cli.loop.LoopStory;
import dev.antidote.cli.report.LoopPage;
import dev.antidote.cli.report.LoopReport;
import dev.antidote.cli.report.LoopText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * {@code demo --loop}: plays the story and shows what it came to.
 *
 * @param session of the process
 * @param seed of everything random
 * @param page to write
 * @param json to write as well, or null
 */
record LoopDemo(Session session, long seed, Path page, @Nullable Path json) {
    private static final Set<String> OPTIONS = Set.of("--loop", "--seed", "--report", "--json");
    private static final Set<String> ROOT_OPTIONS = Set.of("-v", "-q", "--debug");

    /** Whether every claim held decides the exit code. */
    int play(ParseResult parsed) throws IOException, InterruptedException {
        requireOwnOptions(parsed);
        OutputFile.requireWritable(page);
        if (json != null) {
            OutputFile.requireWritable(json);
        }
        Phases phases = session.phases(0);
        LoopReport report = LoopStory.play(session, LoopSettings.demo(seed), phases);
        phases.close();
        Terminal terminal = session.terminal();
        terminal.result(LoopText.of(report, terminal.capabilities().unicode()));
        OutputFile.write(terminal, "--report", page, LoopPage.write(report));
        terminal.result("The page with the plot: " + page.toAbsolutePath());
        if (json != null) {
            OutputFile.writeJson(terminal, json, report);
            terminal.result("All figures as JSON: " + json.toAbsolutePath());
        }
        return report.held() ? ExitCode.OK : ExitCode.UNEXPECTED;
    }

    private static void requireOwnOptions(ParseResult parsed) {
        List<String> others = parsed.matchedOptions().stream()
                .map(option -> List.of(option.names()))
                .filter(names -> names.stream().noneMatch(OPTIONS::contains))
                .filter(names -> names.stream().noneMatch(ROOT_OPTIONS::contains))
                .map(names -> names.get(0))
                .toList();
        if (!others.isEmpty()) {
            throw new CommandException("demo --loop tells a story of its own, which " + String.join(", ", others)
                    + " cannot change; it goes with --seed, --report and --json only");
        }
    }
}
