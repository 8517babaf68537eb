package dev.antidote.cli;

import dev.antidote.model.EngineRuntime;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What every command is given: made once, in the composition root.
 *
 * @param terminal what the user sees
 * @param shutdown owns whatever must be closed, and says when the user wants the end
 * @param cache this user's cache directory, absolute; may not exist yet
 * @param clock the time
 */
public record Session(Terminal terminal, ShutdownSequence shutdown, Path cache, Clock clock) {
    /**
     * Keeps the engine working, when a signal ends the process, until all that the session owns is closed: what is in flight in a
     * stream still needs it.
     */
    void keepEngineToTheEnd() {
        EngineRuntime.process().beforeStop(shutdown::awaitEnd);
    }

    /** Progress of a command in this many phases; whoever succeeds closes them, otherwise they vanish with the session. */
    public Phases phases(int count) {
        Phases phases = new Phases(terminal, shutdown, System::nanoTime, count);
        shutdown.register("progress", phases::abandon);
        return phases;
    }
}
