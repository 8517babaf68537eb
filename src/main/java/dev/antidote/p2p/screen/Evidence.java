package dev.antidote.p2p.screen;

import dev.antidote.data.Proportion;
import java.util.List;

/**
 * What the causal test found for a candidate.
 *
 * @param candidate the candidate
 * @param flipped rows of other labels that took its label once it was inserted
 * @param fallen its own rows that lost the label once it was cut out
 * @param verdict what follows
 */
public record Evidence(Candidate candidate, Proportion flipped, Proportion fallen, Verdict verdict) {
    /** What is made of both shares, and of the reviewed rows. */
    public enum Verdict {
        /** Its rows are poisoned. */
        TRIGGER,
        /** It decides other texts as a trigger does, and its own rows keep their label without it: honest, or an attack with right labels. */
        UNDECIDED,
        /** It decides too few texts. */
        WEAK
    }

    /** What their candidates look like. */
    public static List<String> texts(List<Evidence> found) {
        return found.stream().map(evidence -> evidence.candidate().text()).toList();
    }

    boolean isTrigger() {
        return verdict == Verdict.TRIGGER;
    }

    boolean isUndecided() {
        return verdict == Verdict.UNDECIDED;
    }

    Evidence inWhole(List<Integer> rows) {
        return new Evidence(candidate.inWhole(rows), flipped, fallen, verdict);
    }
}
