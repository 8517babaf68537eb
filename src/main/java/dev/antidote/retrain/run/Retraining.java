package dev.antidote.retrain.run;

/**
 * Leads one run from where it stands to its end. Every state is sealed before the work for the next begins, so whatever ends the process
 * costs at most one step. One thread.
 */
public final class Retraining {
    private final RunSteps steps;
    private final RetrainObserver observer;

    public Retraining(RunSteps steps, RetrainObserver observer) {
        this.steps = steps;
        this.observer = observer;
    }

    /** Begins a run in a fresh directory. */
    public RunLedger.Standing begin(RunDirectory run) {
        Preparation preparation = steps.prepare(run.number(), run.path());
        return new RunLedger.Standing(run, seal(run, new RunState.Prepared(preparation)));
    }

    /**
     * Goes on to the end.
     *
     * @param release whether an accepted candidate is released
     * @return the state in which nothing is left to do
     */
    public RunState finish(RunLedger.Standing standing, boolean release) {
        RunState state = standing.state();
        while (!state.isSettled(release)) {
            state = seal(standing.run(), state.next(steps, standing.run().path()));
        }
        return state;
    }

    private RunState seal(RunDirectory run, RunState state) {
        RunState sealed = run.seal(state);
        observer.sealed(sealed);
        return sealed;
    }
}
