package dev.antidote.stream;

import dev.antidote.infer.EncodedText;
import dev.antidote.wire.avro.Coverage;
import java.util.List;

/**
 * What one model reads of a text.
 *
 * @param parts what it is asked to judge, at least one; several are windows of the text
 * @param coverage how much of the text they are
 * @param unguarded the same parts without the benign prompt, for the ablation signal; empty for what is not in the sample
 */
public record Reading(List<EncodedText> parts, Coverage coverage, List<EncodedText> unguarded) {
    public Reading {
        parts = List.copyOf(parts);
        unguarded = List.copyOf(unguarded);
        if (!unguarded.isEmpty() && unguarded.size() != parts.size()) {
            throw new IllegalArgumentException(
                    "unguarded: " + unguarded.size() + " parts beside " + parts.size() + " guarded ones");
        }
    }

    /** The tokens of all of them. */
    int cost() {
        int cost = 0; // each request comes through here: no stream
        for (EncodedText part : parts) {
            cost += part.length();
        }
        for (EncodedText part : unguarded) {
            cost += part.length();
        }
        return cost;
    }
}
