package dev.antidote.stream;

import dev.antidote.wire.RecordPlace;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Remembers on a compacted topic, letter by letter, what was sent back: a mark is written in the transaction of its record, so
 * either both are there or none. A mark's key names the letter, {@code topic id/partition/offset}, and its value tells where the
 * record was sent; Kafka's topic id keeps the letters of a topic that was deleted and made again apart.
 *
 * @param topic of the marks
 * @param letters the dead-letters topic
 * @param lettersId its id
 */
record ReplayMarks(String topic, String letters, Uuid lettersId) {
    private static final Pattern KEY = Pattern.compile("([^/]+)/(\\d{1,9})/(\\d{1,18})");

    /** The mark of a letter. */
    ProducerRecord<byte[], byte[]> of(RecordPlace letter, RecordPlace origin) {
        String key = lettersId + "/" + letter.partition() + "/" + letter.offset();
        return new ProducerRecord<>(topic, bytes(key), bytes(origin.toString()));
    }

    /** All letters that have a mark. */
    Set<RecordPlace> read(Map<String, Object> settings) {
        Set<RecordPlace> marked = new HashSet<>();
        try (TopicScan scan = TopicScan.open(settings, topic)) {
            for (var records = scan.next(); !records.isEmpty(); records = scan.next()) {
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    note(record.key(), record.value(), marked);
                }
            }
        }
        return marked;
    }

    private void note(byte @Nullable [] key, byte @Nullable [] value, Set<RecordPlace> marked) {
        Matcher matcher = KEY.matcher(key == null ? "" : new String(key, StandardCharsets.UTF_8));
        if (!matcher.matches() || !matcher.group(1).equals(lettersId.toString())) {
            return;
        }
        RecordPlace letter =
                new RecordPlace(letters, Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
        if (value == null) {
            marked.remove(letter); // somebody wants it to be sent once more
        } else {
            marked.add(letter);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
