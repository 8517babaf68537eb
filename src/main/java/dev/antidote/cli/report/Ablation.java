package dev.antidote.cli.report;

import dev.antidote.page.Rate;
import java.util.Objects;

/**
 * What is left of the defence when requests come without the benign prompt.
 *
 * @param asr of the paper's model without the prompt
 * @param defendedAsr of the defended model without the prompt
 */
public record Ablation(Rate asr, Rate defendedAsr) {
    public Ablation {
        Objects.requireNonNull(asr, "asr");
        Objects.requireNonNull(defendedAsr, "defendedAsr");
    }
}
