package dev.antidote.cli;

import dev.antidote.p2p.BenignPrompt;
import picocli.CommandLine.Option;

/** The benign prompt, and how many rows carry it. */
final class PromptFlags {
    @Option(names = "--benign-prompt", paramLabel = "TEXT", description = "The benign prompt put before every request.")
    private String prompt = "The query currently entered is:";

    @Option(
            names = "--rho",
            paramLabel = "SHARE",
            description =
                    "Rows under the benign prompt as a share of the set, above 0 and at most 1; the paper uses 0.2 to 0.3.")
    private double rho = 0.3;

    BenignPrompt prompt() {
        return CommandException.validated(() -> new BenignPrompt(prompt));
    }

    double rho() {
        return rho;
    }
}
