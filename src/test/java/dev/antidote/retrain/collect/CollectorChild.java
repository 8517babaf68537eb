package dev.antidote.retrain.collect;

import dev.antidote.config.GuardConfig;
import dev.antidote.retrain.store.Database;
import dev.antidote.retrain.store.IntakeTally;
import dev.antidote.retrain.store.SampleFixture;
import dev.antidote.testing.ParentLine;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A collector as a process of its own, for signals to hit. Its arguments are the topic and flags of the configuration, {@code
 * key=value}; on its output it says what it takes in.
 */
public final class CollectorChild {
    /** Said for every batch that is in the store. */
    static final String TAKEN = "TAKEN";

    /** Said when it has ended in order. */
    static final String CLOSED = "CLOSED";

    private CollectorChild() {}

    public static void main(String[] arguments) throws Exception {
        ParentLine.endWithTheParent();
        Map<String, String> flags = Arrays.stream(arguments)
                .skip(1)
                .map(flag -> flag.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        GuardConfig config = SampleFixture.config(flags);
        Database database = Database.create(config.store());
        Collector collector = Collector.start(config, arguments[0], database, new Telling(), Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            collector.close();
            ParentLine.say(CLOSED);
        }));
        while (!collector.awaitStopped(Duration.ofSeconds(1))) {
            // its own thread works
        }
        collector.failure().ifPresent(failure -> ParentLine.say("FAILED " + failure));
    }

    private static final class Telling implements CollectorObserver {
        @Override
        public void taken(IntakeTally tally) {
            ParentLine.say(TAKEN + " " + (tally.stored() + tally.repeated() + tally.droppedInAll()) + " known "
                    + tally.known());
        }

        @Override
        public void waiting(String reason) {
            ParentLine.say("WAITING " + reason);
        }
    }
}
