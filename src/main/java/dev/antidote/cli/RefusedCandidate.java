package dev.antidote.cli;

import dev.antidote.config.GuardConfig;
import dev.antidote.retrain.gate.GateReport;
import dev.antidote.retrain.gate.Gates;
import dev.antidote.retrain.run.RunState;
import java.util.List;
import java.util.Optional;

/**
 * A candidate that was refused and has no successor, for who comes back to it.
 *
 * @param run the last run
 */
record RefusedCandidate(RunState.Refused run) {
    /** That of the last run, where it was refused. */
    static Optional<RefusedCandidate> last(List<RunState> runs) {
        return runs.isEmpty() || !(runs.get(runs.size() - 1) instanceof RunState.Refused refused)
                ? Optional.empty()
                : Optional.of(new RefusedCandidate(refused));
    }

    /** What the gates say of it as they are configured now, and how it is released all the same. */
    String text(GuardConfig config) {
        GateReport now = new Gates(config.gates())
                .judge(
                        run.measured().candidate(),
                        Optional.ofNullable(run.measured().champion()));
        String gates = now.passed()
                ? "the gates as they are now would let it through"
                : now.failures().size() + " of " + now.results().size() + " gates are shut";
        return "Candidate " + id() + " of run " + run.preparation().run() + " was refused; " + gates + "; "
                + release(config);
    }

    /** How it is released all the same. */
    String release(GuardConfig config) {
        return config.releases().store().isEmpty()
                ? "it is kept for no release: releases.store is not configured"
                : "antidote release publish --id " + id() + " --again --config FILE --key KEY releases it all the same";
    }

    private String id() {
        return run.measured().trained().id();
    }
}
