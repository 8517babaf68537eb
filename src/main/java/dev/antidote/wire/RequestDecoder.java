package dev.antidote.wire;

import dev.antidote.wire.avro.Request;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Turns a record of a requests topic into a request. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface RequestDecoder {
    /**
     * The request in a record.
     *
     * @param place where the record lies
     * @param key its key, if it has one
     * @param value its value; null in a tombstone, which is no request
     * @throws WireException if the record is no request, for good; the message names topic, partition and offset
     * @throws RegistryException if the registry fails (Avro only): the same record may be readable later
     */
    TextRequest decode(RecordPlace place, byte @Nullable [] key, byte @Nullable [] value);

    /** Reads Avro {@link Request}s. */
    static RequestDecoder avro(Deserializer<Request> deserializer) {
        return new CheckedDecoder((place, key, value) -> {
            Request request = deserializer.deserialize(place.topic(), value);
            return new TextRequest(request.getId(), request.getText());
        });
    }

    /** Reads JSON objects {@code {"id": "7", "text": "..."}}; without an id the record's key or place is taken. */
    static RequestDecoder json() {
        return new CheckedDecoder(JsonRequests::decode);
    }

    /** Takes the whole value as text, in UTF-8, and the record's key or place as its id. */
    static RequestDecoder text() {
        return new CheckedDecoder((place, key, value) -> new TextRequest(place.idOr(key), StrictUtf8.decode(value)));
    }
}
