package dev.antidote.retrain.review;

import dev.antidote.retrain.store.Decision;
import java.util.Optional;

/**
 * A decision as somebody wrote it, not yet checked against the store.
 *
 * @param where it was written, for messages: a file and a line, or an option
 * @param sample the id of the sample
 * @param text the text that was looked at; where present, it must be the sample's
 * @param decision what was decided
 * @param label the right label; empty where skipped
 * @param poisoned whether an attacker prepared the text; empty where skipped
 * @param reviewer who decided; where empty, whoever enters it
 */
public record ReviewEntry(
        String where,
        long sample,
        Optional<String> text,
        Decision decision,
        Optional<String> label,
        Optional<Boolean> poisoned,
        Optional<String> reviewer) {}
