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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The whole story with quicker measurements than the demo: real broker, real models, every command a process of its own.
 *
 * <p>Only with {@code -Dantidote.loop=true}: it takes ten minutes or more, most of them training, and has not been played often enough
 * with its present settings to stand in the way of every build.
 */
@EnabledIfSystemProperty(named = "antidote.loop", matches = "true")
class LoopIT {
    /** On fewer training rows the models make so many plain mistakes that the gates refuse the good one too. */
    private static final LoopSettings SMALL = new LoopSettings(
            1,
            new LoopSettings.Sizes(1_600, 500, 400, 2_000),
            new LoopSettings.Pace(8, 8),
            Duration.ofSeconds(5),
            150,
            2,
            new LoopSettings.Gates(0.6, 0.45, 40)); // bounds on forty rows are wide

    private static @Nullable LoopReport played;

    @BeforeAll
    static void play() throws Exception {
        ShutdownSequence shutdown = ShutdownSequence.install(ShutdownSequence.BOUND);
        Terminal terminal = new Terminal(System.out, System.err, Capabilities.PLAIN);
        // the base model is imported once for all tests
        Path cache = Path.of("target", "antidote-cache").toAbsolutePath();
        Session session = new Session(terminal, shutdown, cache, Clock.systemUTC());
        try (Phases phases = session.phases(0)) {
            played = LoopStory.play(session, SMALL, phases);
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
        assertThat(asr(0).n()).isGreaterThanOrEqualTo(SMALL.probed());
        assertThat(asr(1).high()).isLessThan(0.1);
        assertThat(report().windows())
                .extracting(Window::bundle)
                .startsWith("backdoored")
                .endsWith("retrained")
                .contains("retrained", "backdoored");
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
                .containsExactly(tuple("unknown-key", SMALL.instances()), tuple("damaged", SMALL.instances()));
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
