package dev.antidote.stream;

import dev.antidote.wire.RecordPlace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record of the dead-letters topic, whoever wrote it: its headers may be missing or hold anything.
 *
 * @param place where it lies
 * @param timestamp milliseconds; that of the record it was made of
 * @param key as that record had it
 * @param value as that record had it
 * @param headers that record's, and those of {@link DeadLetters}
 */
@SuppressWarnings("ArrayRecordComponent") // bytes pass through; nobody compares letters
record Letter(RecordPlace place, long timestamp, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    /** Ours, on a record that was sent back: how many times by now, in decimal digits. A letter made of it keeps it. */
    static final String COUNT = "__antidote.replay.count";

    /** Ours, on a record that was sent back: the letter, as topic-partition-offset. */
    static final String LETTER = "__antidote.replay.letter";

    /** Ours, on a record that was sent back: where it stood before the first time, as topic-partition-offset. */
    static final String ORIGIN = "__antidote.replay.origin";

    private static final String OF_KAFKA = "__streams.errors.";
    private static final String OURS = "__antidote.";

    static Letter of(ConsumerRecord<byte[], byte[]> record) {
        RecordPlace place = new RecordPlace(record.topic(), record.partition(), record.offset());
        return new Letter(place, record.timestamp(), record.key(), record.value(), record.headers());
    }

    /** Where the record stood that it was made of; empty if its headers do not say so. */
    Optional<RecordPlace> origin() {
        Optional<String> topic = text(DeadLetters.TOPIC);
        long partition = number(DeadLetters.PARTITION);
        long offset = number(DeadLetters.OFFSET);
        boolean complete = topic.isPresent() && partition >= 0 && partition <= Integer.MAX_VALUE && offset >= 0;
        return complete ? Optional.of(new RecordPlace(topic.get(), (int) partition, offset)) : Optional.empty();
    }

    /** The class of the exception; empty if unknown. */
    String exception() {
        return text(DeadLetters.EXCEPTION).orElse("");
    }

    /** The exception's message; empty if unknown. */
    String message() {
        return text(DeadLetters.MESSAGE).orElse("");
    }

    Instant time() {
        return Instant.ofEpochMilli(timestamp);
    }

    /** Whether only the beginning of its record was kept. */
    boolean isCut() {
        return headers.lastHeader(DeadLetters.CUT) != null;
    }

    /** How many times its record had been sent back when it failed. */
    int replays() {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, number(COUNT)));
    }

    /** The bytes of key and value. */
    long size() {
        return (key == null ? 0L : key.length) + (value == null ? 0L : value.length);
    }

    /** The record that it was made of, as it was, with headers that say that it comes again. */
    ProducerRecord<byte[], byte[]> sentBack(RecordPlace origin, @Nullable Integer partition) {
        RecordHeaders kept = new RecordHeaders();
        for (Header header : headers) {
            if (!header.key().startsWith(OF_KAFKA) && !header.key().startsWith(OURS)) {
                kept.add(header);
            }
        }
        String first = text(ORIGIN).orElseGet(() -> id(origin));
        kept.add(COUNT, bytes(String.valueOf(replays() + 1L)));
        kept.add(LETTER, bytes(id(place)));
        kept.add(ORIGIN, bytes(first));
        return new ProducerRecord<>(origin.topic(), partition, timestamp, key, value, kept);
    }

    private static String id(RecordPlace place) {
        return place.topic() + "-" + place.partition() + "-" + place.offset();
    }

    private Optional<String> text(String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** A header of digits; -1 if it is anything else. */
    private long number(String name) {
        return text(name)
                .filter(digits -> digits.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(-1L);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
