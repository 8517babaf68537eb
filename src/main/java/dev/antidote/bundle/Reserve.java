package dev.antidote.bundle;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * The rows that the re-poisoned subset S was drawn from.
 *
 * @param source such as {@code trusted}, {@code screened}, {@code bootstrap} or {@code random}
 * @param size in rows, 0 or greater
 */
@JsonPropertyOrder({"source", "size"})
public record Reserve(String source, long size) {
    public Reserve {
        Objects.requireNonNull(source, "source");
        if (source.isBlank()) {
            throw new IllegalArgumentException("source: of the reserve is blank");
        }
        if (size < 0) {
            throw new IllegalArgumentException("size: of the reserve is " + size);
        }
    }
}
