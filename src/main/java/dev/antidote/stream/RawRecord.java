package dev.antidote.stream;

import dev.antidote.wire.RecordPlace;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came: everything that an answer keeps of it and that a dead letter gives back.
 *
 * @param kind which way in it took
 * @param origin where it stands
 * @param key as it came; may be null
 * @param value as it came; may be null
 * @param timestamp milliseconds, 0 or greater
 * @param headers as they came, in order
 */
@SuppressWarnings("ArrayRecordComponent") // bytes pass through; nobody compares raw records
record RawRecord(
        RecordKind kind,
        RecordPlace origin,
        byte @Nullable [] key,
        byte @Nullable [] value,
        long timestamp,
        Headers headers) {

    /** The bytes of key, value and headers, with those that a slot needs for the length of each header: many small ones are much. */
    long size() {
        return length(value) + sizeWithoutValue();
    }

    /** The bytes of key and headers, which an answer has as well. */
    long sizeWithoutValue() {
        long size = length(key);
        for (Header header : headers) {
            size += 2 * Integer.BYTES + header.key().getBytes(StandardCharsets.UTF_8).length + length(header.value());
        }
        return size;
    }

    /** An answer to this record: another value, all else kept; the headers are the answer's own copy. */
    Record<byte[], byte[]> answer(byte @Nullable [] other) {
        return new Record<>(key, other, timestamp, headers); // which copies them
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
