package dev.antidote.stream;

import dev.antidote.wire.RecordPlace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Makes dead letters: the bytes as they came, and headers as KIP-1034 names them. Unlike Kafka's own, they carry the true source
 * although a timer writes them.
 */
final class DeadLetters {
    /** The class of the exception. */
    static final String EXCEPTION = "__streams.errors.exception";

    /** Its message, at most {@value #MAX_MESSAGE} characters. */
    static final String MESSAGE = "__streams.errors.message";

    /** Its stack trace, at most {@value #MAX_STACKTRACE} characters. */
    static final String STACKTRACE = "__streams.errors.stacktrace";

    /** The record's topic. */
    static final String TOPIC = "__streams.errors.topic";

    /** The record's partition, in decimal digits. */
    static final String PARTITION = "__streams.errors.partition";

    /** The record's offset, in decimal digits. */
    static final String OFFSET = "__streams.errors.offset";

    /** Ours: present where the record was too large to be carried; its size in bytes. Key and value are cut, headers left out. */
    static final String CUT = "__antidote.cut";

    static final int MAX_MESSAGE = 1024;
    static final int MAX_STACKTRACE = 8192;

    /** How much of key and value of an oversized record is carried. */
    static final int CUT_BYTES = 16 * 1024;

    private static final List<String> OURS = List.of(EXCEPTION, MESSAGE, STACKTRACE, TOPIC, PARTITION, OFFSET, CUT);

    private DeadLetters() {}

    /** The whole record. */
    static Record<byte[], byte[]> whole(RawRecord raw, Throwable reason) {
        Record<byte[], byte[]> letter = raw.answer(raw.value());
        describe(letter.headers(), raw.origin(), reason);
        return letter;
    }

    /** The beginning of a record that is too large to be carried. */
    static Record<byte[], byte[]> cut(RawRecord raw, Throwable reason) {
        Headers headers = new RecordHeaders();
        describe(headers, raw.origin(), reason);
        add(headers, CUT, String.valueOf(raw.size()));
        return new Record<>(beginning(raw.key()), beginning(raw.value()), raw.timestamp(), headers);
    }

    private static void describe(Headers headers, RecordPlace origin, Throwable reason) {
        OURS.forEach(headers::remove); // a letter that was sent back and failed again tells of the last failure
        add(headers, EXCEPTION, reason.getClass().getName());
        add(headers, MESSAGE, cut(String.valueOf(reason.getMessage()), MAX_MESSAGE));
        add(headers, STACKTRACE, cut(stackTrace(reason), MAX_STACKTRACE));
        add(headers, TOPIC, origin.topic());
        add(headers, PARTITION, String.valueOf(origin.partition()));
        add(headers, OFFSET, String.valueOf(origin.offset()));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String stackTrace(Throwable reason) {
        StringWriter trace = new StringWriter();
        reason.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static byte @Nullable [] beginning(byte @Nullable [] bytes) {
        return bytes == null || bytes.length <= CUT_BYTES ? bytes : Arrays.copyOf(bytes, CUT_BYTES);
    }
}
