package dev.antidote.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.stream.LetterFate;
import dev.antidote.stream.ReplayReport;
import dev.antidote.stream.ReplayReport.Group;
import dev.antidote.stream.ReplayReport.Sample;
import dev.antidote.wire.RecordPlace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayTextTest {
    private static final Map<LetterFate, Long> COUNTS =
            Map.of(LetterFate.SENT, 12L, LetterFate.NOT_ASKED_FOR, 5L, LetterFate.CUT, 1L);
    private static final List<Group> GROUPS = List.of(new Group("a.B", "x.requests", 11), new Group("", "x.probes", 1));

    @Test
    void shouldTellWhatWentAndWhatStayed() {
        String text = new ReplayText(report(false)).draw(false);

        assertThat(text)
                .isEqualTo(
                        """
                        Sent back 12 of 18 dead letters on x.dead-letters
                        +-----------+------------+---------+
                        | exception |      topic | letters |
                        +-----------+------------+---------+
                        | a.B       | x.requests |      11 |
                        | (unknown) |   x.probes |       1 |
                        +-----------+------------+---------+
                        left 5: not asked for
                        left 1: cut: too large to be kept whole, so nothing can be sent back
                          1:9 from somewhere, 2026-03-01T10:00:00Z: [U+001B]red""");
    }

    @Test
    void shouldShowTheFirstLettersOfADryRun() {
        assertThat(new ReplayText(report(true)).draw(false).lines())
                .startsWith("Would send back 12 of 18 dead letters on x.dead-letters")
                .containsSequence(
                        "  0:41 from x.requests-2 offset 7, 2026-03-01T10:00:00Z, sent back 2 times: no such schema",
                        "  and 11 more");
    }

    @Test
    void shouldSayThatThereIsNothing() {
        assertThat(text(Map.of())).isEqualTo("No dead letters on x.dead-letters");
        assertThat(text(Map.of(LetterFate.SENT_BEFORE, 3L)).lines())
                .containsExactly(
                        "Sent back none of 3 dead letters on x.dead-letters",
                        "left 3: sent back before (--again sends them once more)");
    }

    @Test
    void shouldGiveProgramsEveryCount() {
        assertThat(new ReplayText(report(true)).figures())
                .containsEntry("topic", "x.dead-letters")
                .containsEntry("dryRun", true)
                .containsEntry("read", 18L)
                .containsEntry("chosen", 12L)
                .containsEntry("sent", 0L)
                .containsEntry(
                        "left",
                        Map.of(
                                "notAskedFor",
                                5L,
                                "sentBefore",
                                0L,
                                "beyondMax",
                                0L,
                                "tooOften",
                                0L,
                                "cut",
                                1L,
                                "foreign",
                                0L,
                                "refused",
                                0L));
        assertThat(new ReplayText(report(false)).figures()).containsEntry("sent", 12L);
    }

    private static String text(Map<LetterFate, Long> counts) {
        return new ReplayText(new ReplayReport("x.dead-letters", false, counts, List.of(), Map.of())).draw(false);
    }

    private static ReplayReport report(boolean dryRun) {
        Instant time = Instant.parse("2026-03-01T10:00:00Z");
        Sample sent = new Sample(
                new RecordPlace("x.dead-letters", 0, 41),
                Optional.of(new RecordPlace("x.requests", 2, 7)),
                time,
                2,
                "no such schema");
        Sample cut = new Sample(new RecordPlace("x.dead-letters", 1, 9), Optional.empty(), time, 0, "\u001bred");
        return new ReplayReport(
                "x.dead-letters",
                dryRun,
                COUNTS,
                GROUPS,
                Map.of(LetterFate.SENT, List.of(sent), LetterFate.CUT, List.of(cut)));
    }
}
