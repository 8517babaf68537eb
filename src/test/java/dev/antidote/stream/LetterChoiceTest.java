package dev.antidote.stream;

import static dev.antidote.stream.LetterFixture.LETTERS;
import static dev.antidote.stream.LetterFixture.REQUESTS;
import static dev.antidote.stream.LetterFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antidote.wire.RecordPlace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterChoiceTest {
    private static final Optional<Instant> TIME = Optional.of(Instant.ofEpochMilli(LetterFixture.TIME));
    private static final Letter LETTER = LetterFixture.letter(REQUESTS);
    private static final Letter LATER = at(42);

    @ParameterizedTest
    @CsvSource({
        "PayloadException, schema, antidote.requests, 2, 0:40-41, true",
        "^dev.antidote, , , , 0:41, true",
        "RegistryException, , , , , false",
        ", ^schema, , , , false",
        ", , antidote.probes, , , false",
        ", , , 3, , false",
        ", , , , 0:42-50, false",
        ", , , , 1:41, false",
    })
    void shouldAdmitWhatEveryPartAdmits(
            String exception, String message, String topic, Integer partition, String range, boolean admitted) {
        ReplayFilter filter = new ReplayFilter(
                Optional.ofNullable(exception).map(Pattern::compile),
                Optional.ofNullable(message).map(Pattern::compile),
                Optional.ofNullable(topic),
                partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
                Optional.empty(),
                Optional.empty(),
                range == null ? List.of() : List.of(LetterRange.parse(range)));

        assertThat(filter.admits(LETTER)).isEqualTo(admitted);
    }

    @Test
    void shouldTakeTheTimesFromTheFirstUpToButWithoutTheLast() {
        Optional<Instant> later = TIME.map(time -> time.plusMillis(1));

        assertThat(between(TIME, later).admits(LETTER)).isTrue();
        assertThat(between(Optional.empty(), TIME).admits(LETTER)).isFalse();
        assertThat(between(later, Optional.empty()).admits(LETTER)).isFalse();
        assertThatThrownBy(() -> between(TIME, TIME)).hasMessageContaining("is not before until");
    }

    @Test
    void shouldSendWhatIsAskedForOnce() {
        assertThat(choice(plan(ReplayFilter.ALL, 9, 3, false)).of(LETTER)).isEqualTo(LetterFate.SENT);
        assertThat(choice(plan(ReplayFilter.ALL, 9, 3, false), LETTER.place()).of(LETTER))
                .isEqualTo(LetterFate.SENT_BEFORE);
        assertThat(choice(plan(ReplayFilter.ALL, 9, 3, true), LETTER.place()).of(LETTER))
                .isEqualTo(LetterFate.SENT);
    }

    @Test
    void shouldEndWhereEnoughAreChosen() {
        LetterChoice choice = choice(plan(ReplayFilter.ALL, 1, 3, false));

        assertThat(choice.of(LetterFixture.cut())).isEqualTo(LetterFate.CUT);
        assertThat(choice.of(LETTER)).isEqualTo(LetterFate.SENT);
        assertThat(choice.of(LATER)).isEqualTo(LetterFate.BEYOND_MAX);
    }

    @Test
    void shouldLeaveWhatWasSentBackTooOften() {
        Letter tired = at(43);
        tired.headers().add(Letter.COUNT, bytes("3"));

        assertThat(choice(plan(ReplayFilter.ALL, 9, 3, true)).of(tired)).isEqualTo(LetterFate.TOO_OFTEN);
        assertThat(choice(plan(ReplayFilter.ALL, 9, 4, true)).of(tired)).isEqualTo(LetterFate.SENT);
    }

    @Test
    void shouldNeverSendAnywhereButToRequestsAndProbes() {
        LetterChoice choice = choice(plan(ReplayFilter.ALL, 9, 3, true));

        assertThat(choice.of(LetterFixture.letter("antidote.probes"))).isEqualTo(LetterFate.SENT);
        assertThat(choice.of(LetterFixture.letter("antidote.verdicts"))).isEqualTo(LetterFate.FOREIGN);
        assertThat(choice.of(LetterFixture.letter("payments"))).isEqualTo(LetterFate.FOREIGN);
    }

    @Test
    void shouldNotTellOfWhatNobodyAskedFor() {
        ReplayFilter other = new ReplayFilter(
                Optional.of(Pattern.compile("Other")),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());

        assertThat(choice(plan(other, 9, 3, false)).of(LetterFixture.cut())).isEqualTo(LetterFate.NOT_ASKED_FOR);
    }

    @Test
    void shouldReadPlacesOfLetters() {
        assertThat(LetterRange.parse("3:7")).isEqualTo(new LetterRange(3, 7, 7));
        assertThat(LetterRange.parse(" 0:1-20 ")).isEqualTo(new LetterRange(0, 1, 20));
        assertThatThrownBy(() -> LetterRange.parse("7")).hasMessageContaining("'7' names no letters");
        assertThatThrownBy(() -> LetterRange.parse("0:5-4")).hasMessageContaining("before the first");
    }

    private static Letter at(long offset) {
        RawRecord raw = LetterFixture.raw(
                new RecordPlace(REQUESTS, 2, 7), new org.apache.kafka.common.header.internals.RecordHeaders());
        return LetterFixture.at(
                new RecordPlace(LETTERS, 0, offset), DeadLetters.whole(raw, new PayloadException("no such schema")));
    }

    private static ReplayFilter between(Optional<Instant> from, Optional<Instant> until) {
        return new ReplayFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), from, until, List.of());
    }

    private static ReplayPlan plan(ReplayFilter filter, long most, int attempts, boolean again) {
        return new ReplayPlan(filter, most, attempts, again, false);
    }

    private static LetterChoice choice(ReplayPlan plan, RecordPlace... sentBefore) {
        return new LetterChoice(plan, new TopicNames("antidote."), Set.of(sentBefore));
    }
}
