package dev.antidote.stream;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.testing.SettableClock;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamFailuresTest {
    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final StreamFailures failures = new StreamFailures(clock);

    @Test
    void shouldReplaceAThreadAfterWhatMayPass() {
        StreamsException failure = new StreamsException("broker away", new TimeoutException());

        assertThat(failures.last()).isEmpty();
        assertThat(failures.handle(failure)).isEqualTo(REPLACE_THREAD);
        assertThat(failures.last()).containsSame(failure);
    }

    @Test
    void shouldStopWhenItComesBackTooOften() {
        for (int i = 0; i < StreamFailures.LIMIT; i++) {
            assertThat(failures.handle(new KafkaException("again"))).isEqualTo(REPLACE_THREAD);
        }

        assertThat(failures.handle(new KafkaException("again"))).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void shouldForgetWhatIsLongAgo() {
        for (int i = 0; i < 3 * StreamFailures.LIMIT; i++) {
            assertThat(failures.handle(new KafkaException("now and then"))).isEqualTo(REPLACE_THREAD);
            clock.advance(StreamFailures.WINDOW.dividedBy(StreamFailures.LIMIT).plusMillis(1));
        }
    }

    @ParameterizedTest
    @MethodSource
    void shouldStopAtOnceForWhatCannotPassByItself(Throwable cause) {
        assertThat(failures.handle(new StreamsException("task failed", cause))).isEqualTo(SHUTDOWN_CLIENT);
    }

    static Stream<Throwable> shouldStopAtOnceForWhatCannotPassByItself() {
        return Stream.of(
                new NoClassDefFoundError("engine"),
                new TopicAuthorizationException("not yours"),
                new GuardException("the in-flight store has a hole"));
    }
}
