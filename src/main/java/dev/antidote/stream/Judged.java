package dev.antidote.stream;

import dev.antidote.p2p.Judgement;
import dev.antidote.wire.avro.Coverage;
import java.time.Instant;
import java.util.Optional;

/**
 * A judgement with the model that really made it: label names, thresholds and the bundle's id come from there.
 *
 * @param judgement what the model says, of windows the worst
 * @param model who says it
 * @param coverage how much of the text the model saw
 * @param windows in how many pieces, at least 1
 * @param ablation what the answer without the benign prompt tells; empty for what was not in the sample
 * @param holdsPrompt whether the text itself holds the model's benign prompt
 * @param at when its batch was judged
 */
public record Judged(
        Judgement judgement,
        GuardModel model,
        Coverage coverage,
        int windows,
        Optional<Ablation> ablation,
        boolean holdsPrompt,
        Instant at) {}
