package dev.antidote.release;

import static dev.antidote.release.ReleaseFixture.A;
import static dev.antidote.release.ReleaseFixture.B;
import static dev.antidote.release.ReleaseFixture.NOW;
import static dev.antidote.release.ReleaseFixture.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseStatusTest {
    private static final ReleaseHistory HISTORY = new ReleaseHistory(List.of(release(1, A, null), release(2, B, A)));

    @Test
    void shouldSayWhoIsBehindAndWhoSaysNothing() {
        ReleaseStatus status = ReleaseStatus.of(
                HISTORY, List.of(ack("new", 2, 5), ack("old", 1, 5), ack("gone", 2, 91), ack("ahead", 2, -3)), NOW);

        assertThat(status.instances())
                .extracting(
                        each -> each.ack().instance(), ReleaseStatus.Instance::age, ReleaseStatus.Instance::standing)
                .containsExactly(
                        tuple("new", Duration.ofSeconds(5), ReleaseStatus.Standing.CURRENT),
                        tuple("old", Duration.ofSeconds(5), ReleaseStatus.Standing.BEHIND),
                        tuple("gone", Duration.ofSeconds(91), ReleaseStatus.Standing.SILENT),
                        tuple("ahead", Duration.ZERO, ReleaseStatus.Standing.CURRENT));
    }

    @Test
    void shouldCarryAnAcknowledgementOverTheWire() {
        InstanceAck refused = new InstanceAck("guard-1", 1, A, "replayed", "release 1 is no news", NOW);
        InstanceAck serving = ack("guard-2", 2, 0);

        assertThat(InstanceAck.of(refused.record())).isEqualTo(refused);
        assertThat(InstanceAck.of(serving.record())).isEqualTo(serving);
    }

    private static InstanceAck ack(String instance, long sequence, long secondsAgo) {
        return new InstanceAck(instance, sequence, A, null, null, NOW.minusSeconds(secondsAgo));
    }
}
