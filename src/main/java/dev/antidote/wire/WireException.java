package dev.antidote.wire;

import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** The bytes of one record cannot be read, and never will be: the record belongs among the dead letters. */
public class WireException extends SerializationException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String id;

    /** An error whose message is one line: what is wrong with the record, and where. */
    public WireException(String message) {
        super(message);
        this.id = null;
    }

    /** As above, with the cause that a decoder reported. */
    public WireException(String message, Throwable cause) {
        super(message, cause);
        this.id = cause instanceof WireException told ? told.id : null;
    }

    private WireException(String id, String message) {
        super(message);
        this.id = id;
    }

    /** An error in a request whose id is known, so that it can be answered. */
    static WireException of(String id, String message) {
        return new WireException(id, message);
    }

    /** The id of the request, where it could be read although the request could not. */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }
}
