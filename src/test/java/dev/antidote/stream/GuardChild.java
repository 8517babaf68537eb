package dev.antidote.stream;

import dev.antidote.config.GuardConfig;
import dev.antidote.infer.Classifier;
import dev.antidote.infer.EncodedText;
import dev.antidote.p2p.GuardedText;
import dev.antidote.p2p.Judgement;
import dev.antidote.p2p.UnguardedText;
import dev.antidote.testing.FakeClassifier;
import dev.antidote.testing.ParentLine;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;

/**
 * A guard as a process of its own, for signals to hit: {@link GuardProcess} starts it. Its arguments are flags of the
 * configuration, {@code key=value}; on its output it says each state that it reaches, one a line.
 */
public final class GuardChild {
    /** Said when its first record comes while it is not yet RUNNING: one that was in flight, submitted again. */
    static final String RESTORING = "RESTORING";

    /** Said when its first record comes otherwise. */
    static final String WORKING = "WORKING";

    /** Said when the guard has ended in order within its bound. */
    static final String CLOSED = "CLOSED";

    private static final Duration BATCH_TIME = Duration.ofMillis(30);
    private static final Duration END = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(5);

    private GuardChild() {}

    public static void main(String[] flags) throws Exception {
        ParentLine.endWithTheParent();
        CompletableFuture<GuardStreams> started = new CompletableFuture<>();
        GuardConfig config = GuardFixture.config(read(flags));
        GuardStreams guard = GuardStreams.start(
                config,
                GuardFixture.model(new Telling(started)),
                GuardSerdes.of(config),
                GuardTelemetry.NOOP,
                Clock.systemUTC());
        started.complete(guard);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> ParentLine.say(guard.close(END) ? CLOSED : "NOT CLOSED")));
        KafkaStreams.State last = KafkaStreams.State.CREATED;
        while (!guard.awaitStopped(LOOK)) {
            KafkaStreams.State state = guard.state();
            if (state != last) {
                ParentLine.say(state.name());
                last = state;
            }
        }
        guard.failure().ifPresent(failure -> ParentLine.say("FAILED " + failure));
    }

    private static Map<String, String> read(String[] flags) {
        return Arrays.stream(flags)
                .map(flag -> flag.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** A model that tells when it is first asked. */
    private static final class Telling implements Classifier {
        private final Classifier model =
                new FakeClassifier(GuardFixture.LABELS.names().size(), BATCH_TIME);
        private final AtomicBoolean told = new AtomicBoolean();
        private final CompletableFuture<GuardStreams> guard;

        Telling(CompletableFuture<GuardStreams> guard) {
            this.guard = guard;
        }

        @Override
        public EncodedText encode(GuardedText text) {
            boolean early = !guard.isDone() || guard.join().state() != KafkaStreams.State.RUNNING;
            if (!told.getAndSet(true)) {
                ParentLine.say(early ? RESTORING : WORKING);
            }
            return model.encode(text);
        }

        @Override
        public EncodedText encodeUnguarded(UnguardedText text) {
            return model.encodeUnguarded(text);
        }

        @Override
        public List<Judgement> classify(List<EncodedText> batch) {
            return model.classify(batch);
        }
    }
}
