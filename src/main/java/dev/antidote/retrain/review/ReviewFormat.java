package dev.antidote.retrain.review;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.antidote.retrain.store.StoredSample;
import java.io.IOException;
import java.util.List;

/** One way to write samples into a file for reviewers, and to read what they made of it. */
interface ReviewFormat {
    /** Before the first sample. */
    void begin(JsonGenerator out) throws IOException;

    /** One sample. */
    void write(JsonGenerator out, StoredSample sample) throws IOException;

    /** After the last sample. */
    void end(JsonGenerator out) throws IOException;

    /**
     * The decisions about one sample, in the order in which they were made; empty if there are none.
     *
     * @param where it stands, for messages
     * @throws dev.antidote.data.InputException in one line, if this is no such thing
     */
    List<ReviewEntry> read(String where, JsonNode node);
}
