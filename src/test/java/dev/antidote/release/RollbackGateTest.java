package dev.antidote.release;

import static dev.antidote.release.ReleaseFixture.A;
import static dev.antidote.release.ReleaseFixture.B;
import static dev.antidote.release.ReleaseFixture.release;
import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.config.ReleaseGateConfig;
import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Measure;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RollbackGateTest {
    private static final Announcement CHAMPION = release(2, B, A);
    private static final Instant BEGIN = CHAMPION.issuedAt();

    private final RollbackGate gate = new RollbackGate(new ReleaseGateConfig(0.1, OptionalDouble.empty(), 2));

    RollbackGateTest() {
        gate.watch(CHAMPION);
    }

    @Test
    void shouldWantTwoWindowsAboveTheGate() {
        assertThat(gate.exceeded(rate(0, 0.5))).isEmpty();

        assertThat(gate.exceeded(rate(1, 0.5)))
                .contains("live ASR of badnets towards ok: 60.0% (60 of 100), at least 50.0% at 95%, above the gate of"
                        + " 10.0% in 2 windows");
    }

    @Test
    void shouldTakeTheBoundAndNotTheRate() {
        gate.exceeded(rate(0, 0.1));

        assertThat(gate.exceeded(rate(1, 0.1)))
                .as("60%%, but perhaps no more than the gate")
                .isEmpty();
    }

    @Test
    void shouldCountAWindowOnceHoweverOftenItIsWritten() {
        gate.exceeded(rate(0, 0.5));
        assertThat(gate.exceeded(rate(0, 0.6))).isEmpty();

        LiveRate corrected =
                builder(0, 0.05).setEmittedAt(BEGIN.plusSeconds(900)).build();
        gate.exceeded(corrected);
        assertThat(gate.exceeded(rate(1, 0.5))).isEmpty();
        assertThat(gate.exceeded(rate(2, 0.5))).isPresent();
    }

    @Test
    void shouldStartOverAfterAWindowBelowTheGate() {
        gate.exceeded(rate(0, 0.5));
        gate.exceeded(rate(1, 0.05));

        assertThat(gate.exceeded(rate(2, 0.5))).isEmpty();
        assertThat(gate.exceeded(rate(3, 0.5))).isPresent();
    }

    @Test
    void shouldKeepAttacksApart() {
        gate.exceeded(rate(0, 0.5));

        assertThat(gate.exceeded(builder(1, 0.5).setFamily("addsent").build())).isEmpty();
        assertThat(gate.exceeded(builder(1, 0.5).setTargetLabel("spam").build()))
                .isEmpty();
    }

    @Test
    void shouldLookAtNothingElse() {
        assertIgnored(builder(0, 0.9).setMeasure(Measure.FLOOR));
        assertIgnored(builder(0, 0.9).setMeasure(Measure.UNKNOWN));
        assertIgnored(builder(0, 0.9).setBundle(A));
        assertIgnored(builder(0, 0.9).setWindowStart(BEGIN.minusMillis(1)));
        assertThat(new RollbackGate(new ReleaseGateConfig(0.1, OptionalDouble.empty(), 1)).exceeded(rate(0, 0.9)))
                .as("no champion yet")
                .isEmpty();
    }

    @Test
    void shouldForgetWhatWasBeforeAnotherAnnouncement() {
        gate.exceeded(rate(0, 0.5));
        gate.watch(CHAMPION);
        assertThat(gate.exceeded(rate(1, 0.5))).isPresent();

        Announcement again = release(4, B, A);
        gate.watch(again);
        assertThat(gate.exceeded(rate(5, 0.5))).isEmpty();
    }

    @Test
    void shouldTellAttackersNamesWithoutTheirTricks() {
        RollbackGate quick = new RollbackGate(new ReleaseGateConfig(0.1, OptionalDouble.empty(), 1));
        quick.watch(CHAMPION);

        Optional<String> reason = quick.exceeded(
                builder(0, 0.5).setFamily("a\u001b[2J\n" + "x".repeat(99)).build());

        assertThat(reason.orElseThrow()).startsWith("live ASR of a??2J?xx").hasSizeLessThan(250);
    }

    @Test
    void shouldWantTwoWindowsInWhichTheTriggerAddsTooMuch() {
        RollbackGate byExcess = byExcess();

        assertThat(byExcess.exceeded(floor(0, 0.1, 0.2))).isEmpty();
        assertThat(byExcess.exceeded(rate(0, 0.5))).isEmpty();
        assertThat(byExcess.exceeded(rate(1, 0.5)))
                .as("its floor is not known yet")
                .isEmpty();
        // 0.6 - 0.1 - hypot(0.6 - 0.5, 0.2 - 0.1)
        assertThat(byExcess.exceeded(floor(1, 0.1, 0.2)))
                .contains("live ASR of badnets towards ok: 60.0% (60 of 100), at least 35.9 points above its floor at"
                        + " 95%, more than releases.gate.maxExcess of 30.0 in 2 windows");
    }

    @Test
    void shouldNotBlameTheTriggerForWhatTextsDoWithoutIt() {
        RollbackGate byExcess = byExcess();
        byExcess.exceeded(floor(0, 0.1, 0.2));
        byExcess.exceeded(floor(1, 0.3, 0.4));
        byExcess.exceeded(rate(0, 0.5));

        assertThat(byExcess.exceeded(rate(1, 0.5)))
                .as("0.6 - 0.3 - hypot(0.1, 0.1) is no more than the gate")
                .isEmpty();
    }

    @Test
    void shouldTakeTheFloorOfTheSameWindowTargetAndBundle() {
        RollbackGate byExcess = byExcess();
        byExcess.exceeded(rate(0, 0.5));
        byExcess.exceeded(rate(1, 0.5));
        byExcess.exceeded(floor(0, 0.1, 0.2));

        assertThat(byExcess.exceeded(floor(2, 0.1, 0.2))).isEmpty();
        assertThat(byExcess.exceeded(
                        floorBuilder(1, 0.1, 0.2).setTargetLabel("spam").build()))
                .isEmpty();
        assertThat(byExcess.exceeded(floorBuilder(1, 0.1, 0.2).setBundle(A).build()))
                .isEmpty();
        assertThat(byExcess.exceeded(floor(1, 0.1, 0.2))).isPresent();
    }

    @Test
    void shouldForgetFloorsOfAnotherAnnouncement() {
        RollbackGate byExcess = byExcess();
        byExcess.exceeded(floor(5, 0.1, 0.2));
        byExcess.exceeded(floor(6, 0.1, 0.2));
        byExcess.watch(release(4, B, A));

        byExcess.exceeded(rate(5, 0.5));
        assertThat(byExcess.exceeded(rate(6, 0.5))).isEmpty();
    }

    /** Which no ASR alone can shut. */
    private static RollbackGate byExcess() {
        RollbackGate gate = new RollbackGate(new ReleaseGateConfig(1, OptionalDouble.of(0.3), 2));
        gate.watch(CHAMPION);
        return gate;
    }

    private static LiveRate floor(int window, double rate, double upper) {
        return floorBuilder(window, rate, upper).build();
    }

    private static LiveRate.Builder floorBuilder(int window, double rate, double upper) {
        return builder(window, rate / 2)
                .setMeasure(Measure.FLOOR)
                .setFamily("floor")
                .setSuccesses((long) (100 * rate))
                .setRate(rate)
                .setUpper(upper);
    }

    private void assertIgnored(LiveRate.Builder changed) {
        RollbackGate quick = new RollbackGate(new ReleaseGateConfig(0.1, OptionalDouble.empty(), 1));
        quick.watch(CHAMPION);

        assertThat(quick.exceeded(changed.build())).isEmpty();
        assertThat(quick.exceeded(rate(0, 0.9))).isPresent();
    }

    private static LiveRate rate(int window, double lower) {
        return builder(window, lower).build();
    }

    private static LiveRate.Builder builder(int window, double lower) {
        Instant start = BEGIN.plusSeconds(60L * window);
        return LiveRate.newBuilder()
                .setMeasure(Measure.ASR)
                .setFamily("badnets")
                .setTargetLabel("ok")
                .setBundle(B)
                .setWindowStart(start)
                .setWindowEnd(start.plusSeconds(60))
                .setTrials(100)
                .setSuccesses(60)
                .setRate(0.6)
                .setLower(lower)
                .setUpper(0.95)
                .setEmittedAt(start.plusSeconds(61));
    }
}
