package dev.antidote.lab.defence;

import dev.antidote.train.Progress;

/** A defence to compare: from a possibly poisoned set to something that answers. Immutable; the same task gives the same answers. */
public interface LabDefence {
    /** The name that reports and {@link LabDefences#named} use. */
    String name();

    /** Whether it can do nothing without reviewed rows. */
    boolean needsTrusted();

    /** Texts that a model is asked for each one that is judged, for estimates; 1 or more. */
    default int textsAsked() {
        return 1;
    }

    /** Whether what it trains is trained as the sentinel is, an epoch longer than usual; for estimates. */
    default boolean gentle() {
        return false;
    }

    /** 1 at first; raised when it answers otherwise than before for a reason that its record does not show. */
    default int revision() {
        return 1;
    }

    /**
     * Defends.
     *
     * @param trainer where every training goes; equal trainings of several defences are one
     * @return the result, which the caller closes
     * @throws dev.antidote.data.InputException if the defence cannot be had from this set: trusted rows of some label are missing, or
     *     what it would remove leaves nothing. An experiment reports that as the outcome
     */
    DefendedModel defend(DefenceTask task, LabTrainer trainer, Progress progress);
}
