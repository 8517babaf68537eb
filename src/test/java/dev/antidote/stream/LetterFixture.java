package dev.antidote.stream;

import dev.antidote.wire.RecordPlace;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** Dead letters of the kinds that there are. */
final class LetterFixture {
    static final String REQUESTS = "antidote.requests";
    static final String LETTERS = "antidote.dead-letters";
    static final long TIME = 1_700_000_000_000L;

    private LetterFixture() {}

    /** A letter of a request at {@code origin}, lying at 0:41. */
    static Letter letter(RecordPlace origin, Exception reason) {
        return at(new RecordPlace(LETTERS, 0, 41), DeadLetters.whole(raw(origin, new RecordHeaders()), reason));
    }

    static Letter letter(String topic) {
        return letter(new RecordPlace(topic, 2, 7), new PayloadException("no such schema"));
    }

    static Letter cut() {
        RawRecord raw = raw(new RecordPlace(REQUESTS, 2, 7), new RecordHeaders());
        return at(new RecordPlace(LETTERS, 0, 41), DeadLetters.cut(raw, new PayloadException("too large")));
    }

    static Letter at(RecordPlace place, Record<byte[], byte[]> record) {
        return new Letter(place, record.timestamp(), record.key(), record.value(), record.headers());
    }

    static RawRecord raw(RecordPlace origin, Headers headers) {
        headers.add("trace", bytes("t1"));
        return new RawRecord(RecordKind.REQUEST, origin, bytes("key"), bytes("value"), TIME, headers);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
