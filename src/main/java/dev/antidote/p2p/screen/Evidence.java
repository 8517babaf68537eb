package dev.antidote.p2p.screen;

import dev.antidote.data.Proportion;
import java.util.List;

/**
 * What the causal test found for a candidate.
 *
 * @param candidate the candidate
 * @param flipped rows of other labels that took its label once it was inserted
 * @param fallen its own rows that lost the label once it was cut out
 * @param trigger whether both shares passed
 */
public record Evidence(Candidate candidate, Proportion flipped, Proportion fallen, boolean trigger) {
    Evidence inWhole(List<Integer> rows) {
        return new Evidence(candidate.inWhole(rows), flipped, fallen, trigger);
    }
}
