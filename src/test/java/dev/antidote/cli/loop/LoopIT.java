package dev.antidote.cli.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.antidote.cli.Capabilities;
import dev.antidote.cli.Phases;
import dev.antidote.cli.Session;
import dev.antidote.cli.ShutdownSequence;
import dev.antidote.cli.Terminal;
import dev.antidote.cli.report.LoopReport;
import dev.antidote.cli.report.LoopReport.Bundle;
import dev.antidote.cli.report.LoopReport.Check;
import dev.antidote.cli.report.LoopReport.Gate;
import dev.antidote.cli.report.LoopReport.Refused;
import dev.antidote.cli.report.LoopReport.Retraining;
import dev.antidote.cli.report.LoopReport.Window;
import dev.antidote.page.Rate;
import dev.antidote.testing.MiniLm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The whole story with a smaller encoder and quicker measurements than the demo's: real broker, real trainings, every command a process
 * of its own.
 */
class LoopIT {
    /** Of the encoder's six: enough to learn the corpus, and a sixth of the time. */
    private static final int LAYERS = 1;

    private static final int EPOCHS = 3; // a shallow model has more to learn

    private static final int INSTANCES = 2;
    private static final int PROBED = 300; // of 160 even 5.6% leave an upper bound above the 10% that is claimed

    private static @Nullable LoopReport played;

    /** On fewer training rows the models make so many plain mistakes that the gates refuse the good one too. */
    private static LoopSettings small() throws IOException {
        return new LoopSettings(
                1,
                new LoopSettings.Sizes(1_600, 500, 400, 2_000),
                new LoopSettings.Pace(8, 16),
                Duration.ofSeconds(5),
                PROBED,
                INSTANCES,
                new LoopSettings.Gates(0.6, 0.45, 40), // bounds on forty rows are wide
                new LoopSettings.Training(MiniLm.first(LAYERS), EPOCHS));
    }

    @BeforeAll
    static void play() throws Exception {
        ShutdownSequence shutdown = ShutdownSequence.install(ShutdownSequence.BOUND);
        Terminal terminal = new Terminal(System.out, System.err, Capabilities.PLAIN);
        Path cache = Path.of("target", "antidote-cache").toAbsolutePath();
        Session session = new Session(terminal, shutdown, cache, Clock.systemUTC());
        try (Phases phases = session.phases(0)) {
            played = LoopStory.play(session, small(), phases);
        } finally {
            shutdown.close();
        }
    }

    @Test
    void shouldHoldEveryClaim() {
        assertThat(report().checks()).isNotEmpty().allMatch(Check::held);
    }

    @Test
    void shouldShowTheBackdoorLiveAndThatItIsGone() {
        assertThat(asr(0).value()).isGreaterThan(0.9);
        assertThat(asr(0).n()).isGreaterThanOrEqualTo(PROBED);
        assertThat(asr(1).high()).isLessThan(0.1);
        List<Window> windows = report().windows();
        assertThat(windows).extracting(Window::bundle).startsWith("backdoored");
        double last = windows.stream().mapToDouble(Window::to).max().orElseThrow();
        assertThat(windows)
                .as("the last one holds what was judged before and after the last release")
                .filteredOn(window -> window.to() == last)
                .extracting(Window::bundle)
                .contains("retrained");
    }

    @Test
    void shouldJudgeEveryRequestOnceAndInOrderByBothModels() {
        LoopReport.Counted requests = report().requests();

        assertThat(requests.sent()).isGreaterThan(1_000);
        assertThat(requests)
                .extracting(
                        LoopReport.Counted::judged,
                        LoopReport.Counted::lost,
                        LoopReport.Counted::doubled,
                        LoopReport.Counted::disordered,
                        LoopReport.Counted::foreign,
                        LoopReport.Counted::deadLetters)
                .containsExactly(requests.sent(), 0L, 0L, 0L, 0L, 0L);
        assertThat(report().bundles()).hasSize(2).allMatch(bundle -> bundle.verdicts() > 0);
        assertThat(report().bundles().stream().mapToLong(Bundle::verdicts).sum())
                .as("no verdict names any other bundle")
                .isEqualTo(requests.sent());
    }

    @Test
    void shouldTrainFromWhatPeopleReviewed() {
        LoopReport.Samples samples = report().samples();
        Retraining released = report().retrainings().get(0);

        assertThat(samples.poisoned()).isPositive();
        assertThat(samples.sightings()).isEqualTo(samples.flagged());
        assertThat(released.outcome()).isEqualTo("released");
        assertThat(released.rows().get("remedies")).isPositive();
        assertThat(released.gates()).isNotEmpty().allMatch(Gate::passed);
    }

    @Test
    void shouldRefuseTheBadCandidateForItsBackdoor() {
        Retraining refused = report().retrainings().get(1);

        assertThat(refused.outcome()).isEqualTo("refused");
        assertThat(refused.gates())
                .filteredOn(gate -> !gate.passed())
                .extracting(Gate::attack, Gate::target)
                .contains(tuple(LoopRows.ATTACK, LoopRows.TARGET));
        assertThat(report().refusals())
                .extracting(Refused::kind, Refused::instances)
                .containsExactly(tuple("unknown-key", INSTANCES), tuple("damaged", INSTANCES));
    }

    @Test
    void shouldEndOnTheGoodModel() {
        List<LoopReport.Mark> marks = report().marks();

        assertThat(marks)
                .extracting(LoopReport.Mark::what)
                .containsSubsequence("backdoored model", "retrained model", "rolled back", "released again");
    }

    private static Rate asr(int bundle) {
        return Objects.requireNonNull(report().bundles().get(bundle).asr());
    }

    private static LoopReport report() {
        return Objects.requireNonNull(played, "the story was not played");
    }
}
