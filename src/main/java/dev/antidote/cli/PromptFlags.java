package dev.antidote.cli;

import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.Hardening;
import dev.antidote.p2p.Reconstruction;
import dev.antidote.p2p.ReconstructionMode;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.p2p.screen.ScreenSettings;
import dev.antidote.train.DefenceSpec;
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

    /** The whole pipeline from reviewed rows. */
    DefenceSpec bootstrap(long seed) {
        return CommandException.validated(() -> new DefenceSpec(
                prompt(),
                new Reconstruction(rho, ReconstructionMode.UNION, Hardening.NONE, seed),
                ReserveSource.BOOTSTRAP,
                true,
                true,
                ScreenSettings.defaults(seed),
                seed));
    }
}
