package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PhasesTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    @Test
    void shouldWriteALogNowAndThen() {
        Screen screen = new Screen(Capabilities.PLAIN);
        try (Phases phases = phases(screen, 2)) {
            phases.begin("building the corpus", "rows");
            phases.begin("training", "rows");
            for (int row = 1; row <= 40; row++) {
                now.addAndGet(SECOND);
                phases.at("training", row, 60);
            }
        }

        assertThat(screen.err().lines())
                .containsExactly(
                        "1/2 building the corpus",
                        "1/2 building the corpus: done in 0.0 s",
                        "2/2 training",
                        "2/2 training: 3 of 60 rows (5 %), 1.0 rows/s, about 60 s left",
                        "2/2 training: 18 of 60 rows (30 %), 1.0 rows/s, about 45 s left",
                        "2/2 training: 33 of 60 rows (55 %), 1.0 rows/s, about 30 s left",
                        "2/2 training: done in 40 s, 1.0 rows/s");
    }

    @Test
    void shouldBeginAPhaseThatIsNamedForTheFirstTime() {
        Screen screen = new Screen(Capabilities.PLAIN);
        Phases phases = phases(screen, 0);

        phases.at("tokenizing", 1, 10);
        now.addAndGet(2 * SECOND);
        phases.at("scoring", 1, 10);
        phases.close();

        assertThat(phases.finished())
                .containsExactly(
                        new Phases.Finished("tokenizing", Duration.ofSeconds(2)),
                        new Phases.Finished("scoring", Duration.ZERO));
        assertThat(screen.err()).startsWith("tokenizing" + System.lineSeparator());
    }

    @Test
    void shouldEndTheWorkWhereTheUserAskedForTheEnd() {
        Phases phases = phases(new Screen(Capabilities.PLAIN), 1);
        phases.begin("training", "rows");
        interrupted.set(true);

        assertThatThrownBy(() -> phases.at("training", 1, 2)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> phases.note("half way")).isInstanceOf(CancellationException.class);
    }

    @Test
    void shouldNotSayThatAbandonedWorkIsDone() {
        Screen screen = new Screen(Capabilities.PLAIN);
        Phases phases = phases(screen, 1);
        phases.begin("training", "rows");

        phases.abandon();
        phases.close();

        assertThat(screen.err().lines()).containsExactly("1/1 training");
        assertThat(phases.finished()).isEmpty();
    }

    @Test
    void shouldBeSilentWhenQuiet() {
        Screen screen = new Screen(Capabilities.PLAIN);
        screen.terminal().beQuiet();
        try (Phases phases = phases(screen, 1)) {
            phases.at("training", 1, 2);
            phases.note("a note");
        }

        assertThat(screen.err()).isEmpty();
    }

    @Test
    void shouldDrawABarOverItself() {
        Screen screen = new Screen(new Capabilities(true, false, true));
        try (Phases phases = phases(screen, 1)) {
            phases.begin("training", "rows");
            phases.at("training", 1, 2);
            await().until(() -> screen.err().contains("━─") && screen.err().contains("50 %"));
        }

        assertThat(screen.err()).endsWith("1/1 training · 0.0 s" + System.lineSeparator());
    }

    @Test
    void shouldKeepALiveLineWithinEightyColumns() {
        Terminal terminal = new Screen(new Capabilities(true, false, false)).terminal();
        PhaseText text = new PhaseText(1_500_000, 3_000_000, "rows", Duration.ofSeconds(1000));

        String line = LiveBar.line(terminal, "2/7 training the undefended model", text);

        assertThat(line)
                .isEqualTo("2/7 training the undefended model   50 %  1,500 rows/s, about 16 min 40 s left")
                .hasSizeLessThan(81);
        assertThat(LiveBar.line(terminal, "2/7 " + "x".repeat(200), text)).hasSize(79);
    }

    private Phases phases(Screen screen, int count) {
        Interruption interruption = () -> {
            if (interrupted.get()) {
                throw new CancellationException("interrupted");
            }
        };
        return new Phases(screen.terminal(), interruption, now::get, count);
    }
}
