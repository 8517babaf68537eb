package dev.antidote.stream;

import static dev.antidote.stream.LetterFixture.LETTERS;
import static dev.antidote.stream.LetterFixture.REQUESTS;
import static dev.antidote.stream.LetterFixture.TIME;
import static dev.antidote.stream.LetterFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.wire.RecordPlace;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterTest {
    private static final RecordPlace ORIGIN = new RecordPlace(REQUESTS, 2, 7);

    @Test
    void shouldKnowWhereItCameFromAndWhy() {
        Letter letter = LetterFixture.letter(ORIGIN, new PayloadException("no such schema"));

        assertThat(letter.origin()).contains(ORIGIN);
        assertThat(letter.exception()).isEqualTo("dev.antidote.stream.PayloadException");
        assertThat(letter.message()).isEqualTo("no such schema");
        assertThat(letter.time()).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(letter.isCut()).isFalse();
        assertThat(LetterFixture.cut().isCut()).isTrue();
        assertThat(letter.replays()).isZero();
    }

    @Test
    void shouldGoBackAsItCameAndSayThatItComesAgain() {
        ProducerRecord<byte[], byte[]> record =
                LetterFixture.letter(ORIGIN, new PayloadException("x")).sentBack(ORIGIN, 2);

        assertThat(record.topic()).isEqualTo(REQUESTS);
        assertThat(record.partition()).isEqualTo(2);
        assertThat(record.timestamp()).isEqualTo(TIME);
        assertThat(record.key()).isEqualTo(bytes("key"));
        assertThat(record.value()).isEqualTo(bytes("value"));
        assertThat(texts(record.headers()))
                .containsExactly(
                        "trace=t1",
                        "__antidote.replay.count=1",
                        "__antidote.replay.letter=antidote.dead-letters-0-41",
                        "__antidote.replay.origin=antidote.requests-2-7");
    }

    @Test
    void shouldCountOnAndRememberTheFirstOriginWhenItFailsAgain() {
        Headers first = LetterFixture.letter(ORIGIN, new PayloadException("x"))
                .sentBack(ORIGIN, 2)
                .headers();
        RawRecord failedAgain = LetterFixture.raw(new RecordPlace(REQUESTS, 2, 90), new RecordHeaders(first.toArray()));
        Letter second = LetterFixture.at(
                new RecordPlace(LETTERS, 0, 55), DeadLetters.whole(failedAgain, new PayloadException("y")));

        assertThat(second.replays()).isEqualTo(1);
        assertThat(texts(second.sentBack(failedAgain.origin(), 2).headers()))
                .contains(
                        "__antidote.replay.count=2",
                        "__antidote.replay.letter=antidote.dead-letters-0-55",
                        "__antidote.replay.origin=antidote.requests-2-7")
                .doesNotContain("__antidote.replay.count=1");
    }

    @ParameterizedTest
    @CsvSource({"x, 0, 0", ", 0, 0", "t, -1, 0", "t, 0, ten", "t, 4294967296, 0", "t, 0, 9999999999999999999"})
    void shouldComeFromNowhereUnlessItsHeadersSaySo(String topic, String partition, String offset) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(DeadLetters.TOPIC, topic == null ? null : bytes(topic));
        if (!"x".equals(topic)) {
            headers.add(DeadLetters.PARTITION, bytes(partition));
        }
        headers.add(DeadLetters.OFFSET, bytes(offset));
        headers.add(Letter.COUNT, bytes("many"));
        Letter letter = new Letter(new RecordPlace(LETTERS, 0, 1), TIME, null, null, headers);

        assertThat(letter.origin()).isEmpty();
        assertThat(letter.replays()).isZero();
        assertThat(letter.exception() + letter.message()).isEmpty();
        assertThat(letter.size()).isZero();
    }

    private static Iterable<String> texts(Headers headers) {
        return Arrays.stream(headers.toArray()).map(LetterTest::text).toList();
    }

    private static String text(Header header) {
        return header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8);
    }
}
