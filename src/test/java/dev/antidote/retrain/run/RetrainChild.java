package dev.antidote.retrain.run;

import dev.antidote.testing.ParentLine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;

/** A retraining as a process of its own, for signals to hit. It says every moment, and at the one that it was given it waits. */
public final class RetrainChild {
    /** Said where it waits to be killed. */
    static final String WAITING = "WAITING";

    /** Said with the last state. */
    static final String ENDED = "ENDED ";

    private RetrainChild() {}

    /** Arguments: the work directory, the outer world, and a moment. */
    public static void main(String[] arguments) {
        ParentLine.endWithTheParent();
        RunState end = ScriptedSteps.start(
                Path.of(arguments[0]),
                new ScriptedSteps(Path.of(arguments[1]), true, Clock.systemUTC(), moment -> hear(moment, arguments[2])),
                moment -> hear(moment, arguments[2]),
                true);
        ParentLine.say(ENDED + end.word());
    }

    private static void hear(String moment, String wanted) {
        if (!moment.equals(wanted)) {
            return;
        }
        ParentLine.say(WAITING);
        while (true) {
            LockSupport.park();
        }
    }
}
