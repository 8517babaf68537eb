package dev.antidote.cli;

import dev.antidote.bundle.BundleException;
import dev.antidote.release.ReleaseException;
import dev.antidote.retrain.run.RunException;
import dev.antidote.retrain.run.RunLedger;
import dev.antidote.stream.GuardException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Deletes old runs, as far as nobody needs them.
 *
 * @param serving says whose bundles are needed
 * @param terminal hears what was deleted, or why nothing was
 */
record OldRuns(ServingBundle serving, Terminal terminal) {
    /** Keeps the last so many finished runs; what cannot be deleted now stays until the next time. */
    void delete(RunLedger ledger, int keep) {
        try {
            List<Integer> gone = ledger.prune(keep, serving::needed);
            if (!gone.isEmpty()) {
                terminal.say("old runs were deleted, but for their states: "
                        + gone.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + " (retrain.keepRuns)");
            }
        } catch (BundleException | GuardException | ReleaseException | RunException e) {
            terminal.say("old runs stay: " + e.getMessage());
        }
    }
}
