package dev.antidote.probe;

import dev.antidote.wire.ProbeFamilies;
import dev.antidote.wire.avro.Probe;
import java.time.Instant;
import java.util.Optional;

/**
 * One probe before it is sent.
 *
 * @param text the text, trigger included
 * @param family the attack's name, or one of {@link ProbeFamilies}
 * @param expectedLabel the true label
 * @param targetLabel what the attacker wants; empty for a clean probe
 */
public record ProbeText(String text, String family, String expectedLabel, Optional<String> targetLabel) {
    static ProbeText clean(String text, String label) {
        return new ProbeText(text, ProbeFamilies.CLEAN, label, Optional.empty());
    }

    /** A row that an attack goes for, without its trigger. */
    static ProbeText floor(String text, String label, String target) {
        return new ProbeText(text, ProbeFamilies.FLOOR, label, Optional.of(target));
    }

    static ProbeText triggered(String text, String family, String label, String target) {
        return new ProbeText(text, family, label, Optional.of(target));
    }

    /** Whether it carries a trigger. */
    public boolean isTriggered() {
        return targetLabel.isPresent() && !family.equals(ProbeFamilies.FLOOR);
    }

    /** The record for the probes topic. */
    public Probe toRecord(String id, Instant sentAt) {
        return new Probe(id, text, family, expectedLabel, targetLabel.orElse(null), sentAt);
    }
}
