package dev.antidote.cli;

/** Asks whether the user wants the command to end. */
@FunctionalInterface
public interface Interruption {
    /**
     * Returns at once while the command may go on; cheap enough for every training step.
     *
     * @throws java.util.concurrent.CancellationException once Ctrl-C or SIGTERM has asked for the end
     */
    void check();
}
