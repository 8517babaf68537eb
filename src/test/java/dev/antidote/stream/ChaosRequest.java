package dev.antidote.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * One request of {@link ChaosTraffic}: everything about it follows from its number, so that its verdict can be checked.
 *
 * @param number counts all requests from 0, over the partitions in turn
 * @param epoch the timestamp of request 0, in milliseconds; must be recent, since topics forget what is old
 */
record ChaosRequest(int number, long epoch) {
    static final int PARTITIONS = 4;
    private static final int KEYS = 97;
    private static final String TRACE = "trace";

    /** The number that a verdict's headers carry, or -1. */
    static int numberOf(ConsumerRecord<byte[], byte[]> verdict) {
        Header trace = verdict.headers().lastHeader(TRACE);
        return trace == null ? -1 : Integer.parseInt(new String(trace.value(), UTF_8));
    }

    String id() {
        return "r" + number;
    }

    String text() {
        return "message number " + number + " of " + "word ".repeat(1 + number % 17);
    }

    int partition() {
        return number % PARTITIONS;
    }

    ProducerRecord<byte[], byte[]> record(String topic, byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition(), epoch + number, key(), value);
        record.headers().add(TRACE, trace()).add("nothing", null);
        return record;
    }

    /** Whether a verdict has this request's key, timestamp and headers, and nothing else. */
    boolean isKeptIn(ConsumerRecord<byte[], byte[]> verdict) {
        List<Header> headers = List.of(verdict.headers().toArray());
        return Arrays.equals(verdict.key(), key())
                && verdict.timestamp() == epoch + number
                && headers.size() == 2
                && headers.get(0).key().equals(TRACE)
                && Arrays.equals(headers.get(0).value(), trace())
                && headers.get(1).key().equals("nothing")
                && headers.get(1).value() == null;
    }

    private byte[] key() {
        return ("k" + number % KEYS).getBytes(UTF_8);
    }

    private byte[] trace() {
        return String.valueOf(number).getBytes(UTF_8);
    }
}
