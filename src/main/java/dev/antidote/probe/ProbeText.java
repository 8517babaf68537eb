package dev.antidote.probe;

import dev.antidote.wire.avro.Probe;
import java.time.Instant;
import java.util.Optional;

/**
 * One probe before it is sent.
 *
 * @param text the text, trigger included
 * @param family the attack's name, or {@value #CLEAN}
 * @param expectedLabel the true label
 * @param targetLabel what the attacker wants; empty for a clean probe
 */
public record ProbeText(String text, String family, String expectedLabel, Optional<String> targetLabel) {
    /** The family of probes without a trigger. */
    public static final String CLEAN = "clean";

    static ProbeText clean(String text, String label) {
        return new ProbeText(text, CLEAN, label, Optional.empty());
    }

    static ProbeText triggered(String text, String family, String label, String target) {
        return new ProbeText(text, family, label, Optional.of(target));
    }

    /** The record for the probes topic. */
    public Probe toRecord(String id, Instant sentAt) {
        return new Probe(id, text, family, expectedLabel, targetLabel.orElse(null), sentAt);
    }
}
