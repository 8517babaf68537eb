package dev.antidote.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.data.Proportion;
import dev.antidote.wire.avro.ProbeOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProbeTallyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ProbeTally tally = new ProbeTally(Duration.ofSeconds(5));

    @Test
    void shouldCountFamiliesApartAndCleanProbesForAccuracy() {
        tally.add(outcome("badnets", "ok", true, 0));
        tally.add(outcome("badnets", "ok", false, 1));
        tally.add(outcome("addsent", "ok", false, 1));
        tally.add(outcome("clean", null, true, 1));

        assertThat(tally.attackSuccess())
                .isEqualTo(Map.of("badnets", new Proportion(1, 2), "addsent", new Proportion(0, 1)));
        assertThat(tally.cleanAccuracy()).isEqualTo(new Proportion(1, 1));
    }

    @Test
    void shouldKeepTheFloorOutOfTheAttacks() {
        tally.add(outcome("floor", "ok", true, 0));
        tally.add(outcome("floor", "ok", false, 0));
        tally.add(outcome("badnets", "ok", true, 0));

        assertThat(tally.floor()).isEqualTo(new Proportion(1, 2));
        assertThat(tally.attackSuccess()).isEqualTo(Map.of("badnets", new Proportion(1, 1)));
        assertThat(tally.windows().get(0).attackSuccess()).isEqualTo(new Proportion(1, 1));
    }

    @Test
    void shouldPutOutcomesIntoWindowsByTheirTime() {
        tally.add(outcome("badnets", "ok", true, 4));
        tally.add(outcome("badnets", "ok", false, 12));
        tally.add(outcome("badnets", "ok", true, 14));

        assertThat(tally.windows())
                .containsExactly(
                        new AsrWindow(START, new Proportion(1, 1), new Proportion(0, 0)),
                        new AsrWindow(START.plusSeconds(10), new Proportion(1, 2), new Proportion(0, 0)));
    }

    private static ProbeOutcome outcome(String family, @Nullable String target, boolean success, int second) {
        return ProbeOutcome.newBuilder()
                .setId("p")
                .setFamily(family)
                .setExpectedLabel("abuse")
                .setTargetLabel(target)
                .setLabel("abuse")
                .setCorrect(target == null && success)
                .setAttackSucceeded(target != null && success)
                .setBundle("b")
                .setSentAt(START)
                .setJudgedAt(START.plusSeconds(second))
                .build();
    }
}
