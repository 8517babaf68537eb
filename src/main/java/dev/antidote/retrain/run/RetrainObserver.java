package dev.antidote.retrain.run;

/** Hears how a run gets on. Called on the thread that works; what it throws ends the run where it stands. */
@FunctionalInterface
public interface RetrainObserver {
    /** This state holds now, whatever happens from here on. */
    void sealed(RunState state);
}
