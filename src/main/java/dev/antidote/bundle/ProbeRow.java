package dev.antidote.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a probe pack: a text with a known answer that no training saw.
 *
 * @param text with its trigger, where it has one
 * @param family the attack, {@code clean}, or {@code floor} for a row that an attack goes for without its trigger
 * @param expectedLabel the true label
 * @param targetLabel the label that the attacker wants; null for clean rows
 */
@JsonPropertyOrder({"text", "family", "expectedLabel", "targetLabel"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProbeRow(String text, String family, String expectedLabel, @Nullable String targetLabel) {
    public ProbeRow {
        requireText("text", text);
        requireText("family", family);
        requireText("expectedLabel", expectedLabel);
        if (targetLabel != null) {
            requireText("targetLabel", targetLabel);
        }
    }

    private static void requireText(String key, String value) {
        Objects.requireNonNull(value, key);
        if (value.isBlank()) {
            throw new IllegalArgumentException(key + ": is blank");
        }
    }
}
