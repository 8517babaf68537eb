package dev.antidote.cli;

import dev.antidote.p2p.BenignPrompt;
import dev.antidote.p2p.Hardening;
import dev.antidote.p2p.Reconstruction;
import dev.antidote.p2p.ReconstructionMode;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.train.DefenceSpec;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What the defence pipeline shall do. */
final class DefenceFlags {
    @ArgGroup(validate = false)
    private PromptFlags prompt = new PromptFlags();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "union: the rows under the prompt join the set; replace: they take their originals' place.")
    private String mode = "union";

    @Option(
            names = "--reserve",
            paramLabel = "SOURCE",
            description =
                    "Where the rows under the benign prompt come from: bootstrap (trusted rows, then the purged set; the"
                            + " default where there are trusted rows), trusted, screened (the default without), or random: the paper's"
                            + " text, which copies the backdoor and defends nothing where the data is poisoned.")
    private @Nullable String reserve;

    @Option(names = "--no-screen", description = "Leave out the search for triggers in the training data.")
    private boolean noScreen;

    @Option(
            names = "--no-transplant",
            description =
                    "Leave out the test of single rows, for triggers that are no fixed words, such as a structure. It runs with"
                            + " the reserves bootstrap and trusted; without it a sentinel is trained and asked.")
    private boolean noTransplant;

    @Option(
            names = "--no-purge",
            description =
                    "Where the test of single rows does not run, leave out the sentinel too, and the purge of rows whose label"
                            + " it repeats only without the prompt.")
    private boolean noPurge;

    @Option(
            names = "--hardening",
            paramLabel = "SHARE",
            description = "Share of the rows under the prompt that get random insertions, 0 to 1.")
    private double hardening;

    @Option(
            names = "--unlearning",
            paramLabel = "SHARE",
            description =
                    "Teach the defended model that the triggers which were found mean nothing, by copies of this share of the"
                            + " other rows with a trigger put in, 0 to 1.")
    private double unlearning = DefenceSpec.USUAL_UNLEARNING;

    private static final int HARDENING_WORDS = 5;

    BenignPrompt prompt() {
        return prompt.prompt();
    }

    /** The specification; the paper's random reserve knows neither screen nor purge. */
    DefenceSpec spec(boolean anyTrusted, long seed) {
        return CommandException.validated(() -> {
            ReserveSource source = reserve == null
                    ? anyTrusted ? ReserveSource.BOOTSTRAP : ReserveSource.SCREENED
                    : ReserveSource.named(reserve);
            boolean classic = source == ReserveSource.RANDOM;
            boolean purged = source == ReserveSource.SCREENED
                    || (source == ReserveSource.BOOTSTRAP && !(noPurge && noTransplant));
            boolean all =
                    purged && mode() == ReconstructionMode.UNION; // in place of all rows would leave none as they are
            Reconstruction reconstruction =
                    new Reconstruction(prompt.rho(all), mode(), new Hardening(hardening, HARDENING_WORDS), seed);
            return new DefenceSpec(
                    prompt.prompt(),
                    reconstruction,
                    source,
                    !noScreen && !classic,
                    !noTransplant && source.needsTrusted(),
                    !noPurge && !classic,
                    classic ? 0 : unlearning,
                    seed);
        });
    }

    private ReconstructionMode mode() {
        return Arrays.stream(ReconstructionMode.values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(mode.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("--mode: '" + mode + "' is neither 'union' nor 'replace'"));
    }
}
