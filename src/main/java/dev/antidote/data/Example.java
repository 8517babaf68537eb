package dev.antidote.data;

import java.util.Objects;

/**
 * One labelled text; {@code label} is an index into the label names of its {@link Dataset}.
 *
 * @param text the text as its source wrote it, never blank
 * @param label 0 or greater
 */
public record Example(String text, int label) {
    public Example {
        Objects.requireNonNull(text, "text");
        if (text.isBlank()) {
            throw new IllegalArgumentException("text: is blank");
        }
        if (label < 0) {
            throw new IllegalArgumentException("label: " + label + " is negative");
        }
    }

    /** The same text under another label. */
    public Example withLabel(int other) {
        return new Example(text, other);
    }

    /** Another text under the same label. */
    public Example withText(String other) {
        return new Example(other, label);
    }
}
