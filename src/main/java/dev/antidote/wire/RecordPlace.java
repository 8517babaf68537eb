package dev.antidote.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a record lies.
 *
 * @param topic the topic's name
 * @param partition 0 or greater
 * @param offset 0 or greater
 */
public record RecordPlace(String topic, int partition, long offset) {

    /** The id of a request that names none: its key where that is text and no longer than an id, else topic-partition-offset. */
    public String idOr(byte @Nullable [] key) {
        boolean isText = key != null && key.length > 0 && StrictUtf8.firstBad(key, 0, key.length) < 0;
        String text = isText ? new String(key, StandardCharsets.UTF_8) : "";
        return text.isEmpty() || text.length() > TextRequest.LONGEST_ID ? topic + "-" + partition + "-" + offset : text;
    }

    @Override
    public String toString() {
        return topic + "-" + partition + " offset " + offset;
    }
}
