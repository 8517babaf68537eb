package dev.antidote.config;

/** How requests are written on their topic. */
public enum RequestFormat {
    /** Avro in Confluent's wire format, its schema in the registry. */
    AVRO,
    /** A JSON object with the fields {@code id} and {@code text}. */
    JSON,
    /** Nothing but the text, in UTF-8. */
    TEXT
}
