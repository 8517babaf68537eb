package dev.antidote.wire;

import org.jspecify.annotations.Nullable;

/** What is the same for all formats: a value must be there, and errors name the place of the record. */
record CheckedDecoder(Body body) implements RequestDecoder {
    /** The part that differs: a value that is there becomes a request. */
    @FunctionalInterface
    interface Body {
        TextRequest decode(RecordPlace place, byte @Nullable [] key, byte[] value);
    }

    @Override
    public TextRequest decode(RecordPlace place, byte @Nullable [] key, byte @Nullable [] value) {
        if (value == null) {
            throw new WireException("request at " + place + ": the record has no value, so there is nothing to judge");
        }
        try {
            return body.decode(place, key, value);
        } catch (WireException e) {
            throw new WireException("request at " + place + ": " + e.getMessage(), e);
        }
    }
}
