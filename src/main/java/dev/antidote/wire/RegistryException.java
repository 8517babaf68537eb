package dev.antidote.wire;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The schema registry failed, refused, or is configured wrongly: no record is to blame, so none may become a dead letter for it.
 *
 * <p>The message is one line: what was asked, of which registry, why it failed and what to do. Never contains credentials.
 */
public class RegistryException extends KafkaException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    private RegistryException(String message, boolean passing, @Nullable Throwable cause) {
        super(message, cause);
        this.passing = passing;
    }

    /** A failure that may pass by itself (no connection, timeout, 5xx, 429), after all retries. */
    static RegistryException passing(String message) {
        return new RegistryException(message, true, null);
    }

    /** As above, with the cause. */
    static RegistryException passing(String message, Throwable cause) {
        return new RegistryException(message, true, cause);
    }

    /** A failure that lasts until somebody changes the registry or the configuration (401, 409, 422). */
    static RegistryException lasting(String message) {
        return new RegistryException(message, false, null);
    }

    /** Whether trying again later may help without anybody changing anything. */
    public boolean isPassing() {
        return passing;
    }
}
