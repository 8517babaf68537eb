package dev.antidote.retrain.store;

import java.time.Instant;
import java.util.Optional;

/**
 * One person's decision about one sample.
 *
 * @param sample the sample's id
 * @param decision what was decided
 * @param label the right label; empty where skipped
 * @param poisoned whether an attacker prepared the text, with a trigger or otherwise; empty where skipped
 * @param reviewer who decided; never blank
 * @param enteredBy the user of the process that wrote it down; never blank
 * @param at when it was written down
 */
public record Review(
        long sample,
        Decision decision,
        Optional<String> label,
        Optional<Boolean> poisoned,
        String reviewer,
        String enteredBy,
        Instant at) {
    public Review {
        boolean labelled = decision == Decision.LABELLED;
        if (label.isPresent() != labelled || poisoned.isPresent() != labelled) {
            throw new IllegalArgumentException(
                    "review: a label and whether it is poisoned belong to LABELLED, to it only");
        }
        requireName("label", label.orElse("-"));
        requireName("reviewer", reviewer);
        requireName("enteredBy", enteredBy);
    }

    private static void requireName(String key, String value) {
        if (value.isBlank() || !value.equals(Storable.name(value))) {
            throw new IllegalArgumentException(key + ": is blank, longer than 200 characters, or holds NUL");
        }
    }
}
