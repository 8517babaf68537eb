package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ShutdownSequenceTest {
    private final ShutdownSequence sequence = ShutdownSequence.install(Duration.ofSeconds(5));
    private final List<String> closed = new ArrayList<>();

    @Test
    void shouldCloseInReverseOrderAndOnce() {
        sequence.register("first", () -> closed.add("first"));
        sequence.register("second", () -> closed.add("second"));

        sequence.close();
        sequence.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void shouldCloseTheOthersWhenOneFails() {
        sequence.register("first", () -> closed.add("first"));
        sequence.register("bad", () -> {
            throw new IOException("on purpose");
        });

        sequence.close();

        assertThat(closed).containsExactly("first");
    }

    @Test
    void shouldForgetWhatWasClosedEarlier() {
        ShutdownSequence.Registration registration = sequence.register("early", () -> closed.add("early"));

        registration.close();
        sequence.close();

        assertThat(closed).containsExactly("early");
    }

    @Test
    void shouldCloseAtOnceWhatComesTooLate() {
        sequence.close();

        assertThatThrownBy(() -> sequence.register("late", () -> closed.add("late")))
                .isInstanceOf(CancellationException.class);
        assertThat(closed).containsExactly("late");
    }

    @Test
    void shouldDeleteTemporaryDirectoriesWithAllInThem() throws IOException {
        Path directory = sequence.temporaryDirectory("antidote-test-");
        Files.createDirectories(directory.resolve("deep/er"));
        Files.writeString(directory.resolve("deep/er/file"), "x");

        sequence.close();

        assertThat(directory).doesNotExist();
    }

    @Test
    void shouldNotStumbleOverTheInterruptThatEndedTheCommand() {
        sequence.register("interrupted", () -> closed.add(Thread.currentThread().isInterrupted() ? "yes" : "no"));
        Thread.currentThread().interrupt();

        sequence.close();

        assertThat(closed).containsExactly("no");
        assertThat(sequence.signalled()).isFalse();
        sequence.check();
    }
}
