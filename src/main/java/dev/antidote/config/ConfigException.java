package dev.antidote.config;

/** A mistake in the configuration; the message is one line for the person who wrote it: where, which key, what is allowed. */
public class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
