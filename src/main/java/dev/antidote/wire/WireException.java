package dev.antidote.wire;

import org.apache.kafka.common.errors.SerializationException;

/** The bytes of one record cannot be read, and never will be: the record belongs among the dead letters. */
public class WireException extends SerializationException {
    private static final long serialVersionUID = 1L;

    /** An error whose message is one line: what is wrong with the record, and where. */
    public WireException(String message) {
        super(message);
    }

    /** As above, with the cause that a decoder reported. */
    public WireException(String message, Throwable cause) {
        super(message, cause);
    }
}
