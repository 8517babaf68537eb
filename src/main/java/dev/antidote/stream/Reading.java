package dev.antidote.stream;

import dev.antidote.infer.EncodedText;
import dev.antidote.wire.avro.Coverage;
import java.util.List;

/**
 * What one model reads of a text.
 *
 * @param parts what it is asked to judge, at least one; several are windows of the text
 * @param coverage how much of the text they are
 */
public record Reading(List<EncodedText> parts, Coverage coverage) {
    public Reading {
        parts = List.copyOf(parts);
    }

    /** The tokens of all parts. */
    int cost() {
        return parts.stream().mapToInt(EncodedText::length).sum();
    }
}
