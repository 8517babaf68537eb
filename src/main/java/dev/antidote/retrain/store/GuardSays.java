package dev.antidote.retrain.store;

import dev.antidote.wire.avro.FlagReason;
import java.util.List;
import java.util.Optional;

/**
 * What the guard thought of a sample: reasons to look at it, never a training label. Of a text that was seen several times it is what it
 * thought where the ablation signal was the strongest, or at first; the reasons of weaker sightings that it replaced stand before its own.
 *
 * @param label the label that it gave
 * @param reasons why it flagged the text
 * @param confidence softmax mass of the label, 0..1
 * @param margin confidence minus that of the runner-up, 0..1
 * @param leakage softmax mass on the base space, 0..1
 * @param bundle the id of the bundle that judged
 * @param undefended what the undefended model in that bundle said; empty where it was not asked
 */
public record GuardSays(
        String label,
        List<FlagReason> reasons,
        double confidence,
        double margin,
        double leakage,
        String bundle,
        Optional<UndefendedSays> undefended) {
    public GuardSays {
        reasons = List.copyOf(reasons);
    }
}
