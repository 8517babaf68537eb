package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.release.Announcement;
import dev.antidote.release.InstanceAck;
import dev.antidote.release.ReleaseHistory;
import dev.antidote.release.ReleaseStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseTextTest {
    private static final String OLD = "aaaaaaaaaaaaaaaa";
    private static final String NEW = "bbbbbbbbbbbbbbbb";
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void shouldShowWhoServesWhat() {
        Announcement release = new Announcement(
                7, Announcement.Kind.ROLLBACK, NEW, "ab".repeat(32), "file:///s", OLD, "too many alarms", AT);
        InstanceAck left = new InstanceAck("left", 7, NEW, null, null, AT);
        InstanceAck right = new InstanceAck("right", 3, OLD, "damaged", "weights were\u001b[2J changed", AT);

        ReleaseText text = ReleaseText.of(new ReleaseStatus(
                new ReleaseHistory(List.of(release)),
                List.of(
                        new ReleaseStatus.Instance(left, Duration.ofSeconds(4), ReleaseStatus.Standing.CURRENT),
                        new ReleaseStatus.Instance(right, Duration.ofSeconds(120), ReleaseStatus.Standing.SILENT))));

        assertThat(text.draw(false))
                .isEqualTo(
                        """
                Release 7 (rollback of 2026-03-01T12:00:00Z): bundle bbbbbbbbbbbbbbbb in place of aaaaaaaaaaaaaaaa: too many alarms
                +----------+------------------+---------+-----+---------+
                | instance |           bundle | release | age |  stands |
                +----------+------------------+---------+-----+---------+
                | left     | bbbbbbbbbbbbbbbb |       7 |  4s | current |
                | right    | aaaaaaaaaaaaaaaa |       3 |  2m |  silent |
                +----------+------------------+---------+-----+---------+
                right refused (damaged): weights were?[2J changed""");
        assertThat(text.rolledBack()).containsExactly(OLD);
    }

    @Test
    void shouldSayThatThereIsNothingYet() {
        ReleaseText text = ReleaseText.of(new ReleaseStatus(new ReleaseHistory(List.of()), List.of()));

        assertThat(text.draw(true)).isEqualTo("Nothing was released yet\nNo instance follows releases");
        assertThat(text.release()).isNull();
    }
}
