package dev.antidote.cli;

import dev.antidote.attack.Adaptive;
import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.Reconstruction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The benign prompt, and how many rows carry it. */
final class PromptFlags {
    private static final double PURGED_RHO = 1;

    @Option(
            names = "--benign-prompt",
            paramLabel = "TEXT",
            description = "The benign prompt put before every request; words of your own for a model that is to serve.")
    private String prompt = Adaptive.PUBLISHED_PROMPT;

    @Option(
            names = "--rho",
            paramLabel = "SHARE",
            description =
                    "Rows under the benign prompt as a share of the set, above 0 and at most 1 (default: 1 where they join a"
                            + " purged set, otherwise 0.3; the paper uses 0.2 to 0.3). The sentinel always has the paper's 0.3.")
    private @Nullable Double rho;

    BenignPrompt prompt() {
        return CommandException.validated(() -> new BenignPrompt(prompt));
    }

    /**
     * The share asked for, or the one that does best.
     *
     * @param all whether every row may be copied: the rows are a whole purged set, and not a few trusted ones to be repeated
     */
    double rho(boolean all) {
        if (rho != null) {
            return rho;
        }
        return all ? PURGED_RHO : Reconstruction.PAPER_RHO;
    }
}
